package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;

/**
 * Damages every key file at random: reading either refuses with an {@link UnusableKeyException} that shows nothing, or
 * gives the very same key (the damage was beside it), and never takes long.
 */
class PrivateKeyMutationTest {

    /** Far above what is seen (well below a second), since machines that build are busy. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final BigInteger MODULUS = KeyFiles.modulus();

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(KeyFiles.all());
    }

    @Property(tries = 400)
    void survivesChangedCharacters(
            @ForAll("files") String file, @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int changes) {
        var random = new Random(seed);
        var text = new StringBuilder(KeyFiles.text(file));
        for (int i = 0; i < changes; i++) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
        }
        assertRefusedOrSame(text.toString());
    }

    @Property(tries = 200)
    void survivesTruncationAtBothEnds(@ForAll("files") String file, @ForAll long seed) {
        var random = new Random(seed);
        var text = KeyFiles.text(file);
        int from = random.nextBoolean() ? 0 : random.nextInt(text.length());

        assertRefusedOrSame(text.substring(from, from + random.nextInt(text.length() - from + 1)));
    }

    @Property(tries = 600)
    void survivesChangedDerUnderEveryLabel(
            @ForAll("files") String file,
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 4) int changes,
            @ForAll @IntRange(min = 1, max = 120) int reach) {
        var random = new Random(seed);
        var der =
                KeyFiles.text(file).contains("-----BEGIN") ? KeyFiles.der(file).clone() : KeyFiles.der("pkcs8.pem");
        for (int i = 0; i < changes; i++) {
            // Mostly near the beginning, where the structure is.
            der[random.nextInt(Math.min(random.nextInt(4) > 0 ? reach : der.length, der.length))] =
                    (byte) random.nextInt(256);
        }
        for (var label :
                List.of("PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PUBLIC KEY", "CERTIFICATE")) {
            assertRefusedOrSame(KeyFiles.pem(label, der));
        }
    }

    @Property(tries = 500)
    void survivesAnyText(@ForAll String text) {
        assertRefusedOrSame(text);
        assertRefusedOrSame("-----BEGIN " + text);
        assertRefusedOrSame("-----BEGIN RSA PRIVATE KEY-----" + text + "-----END RSA PRIVATE KEY-----");
        assertRefusedOrSame("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: " + text
                + "\n\nAAAA\n-----END RSA PRIVATE KEY-----");
    }

    @Example
    void survivesTextsMadeToBeSlow() {
        assertRefusedOrSame("-----BEGIN ".repeat(65_536 / 11));
        assertRefusedOrSame("-----BEGIN A-----".repeat(65_536 / 17));
        assertRefusedOrSame("-----BEGIN A----------END A-----".repeat(65_536 / 32));
        var open = "-----BEGIN RSA PRIVATE KEY-----";
        var close = "-----END RSA PRIVATE KEY-----";
        assertRefusedOrSame(open + " ".repeat(65_000) + ":" + close);
        assertRefusedOrSame(open + "Proc-Type: 4,ENCRYPTED" + " ".repeat(65_000) + ":" + close);
        assertRefusedOrSame(open + "Proc-Type: 4,ENCRYPTED DEK-Info: AES-128-CBC" + " ".repeat(65_000) + ":" + close);
        assertRefusedOrSame("\\n".repeat(32_000));
        assertRefusedOrSame("A".repeat(65_536));
    }

    private static void assertRefusedOrSame(String text) {
        Assertions.assertTimeout(LONG, () -> {
            try {
                var key = PrivateKeys.parse(text, KeyFiles.PASSPHRASE.toCharArray());
                assertThat(key.getModulus()).isEqualTo(MODULUS);
            } catch (UnusableKeyException refused) {
                assertClean(refused);
            }
            try {
                BusinessPublicKey.parse(text);
            } catch (UnusableKeyException refused) {
                assertClean(refused);
            }
        });
    }

    private static void assertClean(UnusableKeyException refused) {
        assertThat(refused).hasNoCause();
        SecretText.assertAbsent(refused.toString());
    }
}
