package dev.penstock.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.test.ManualClock;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSignatureTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final byte[] BODY = "{\"a\":\"\\/\"}".getBytes(StandardCharsets.UTF_8);

    private final RequestSignature signature = RequestSignature.of(AppSecrets.of(SECRET));
    private final String right = signature.sign(BODY);

    @Test
    void rightSignatureIsValid() {
        assertThat(right).matches("sha256=[0-9a-f]{64}");
        assertThat(signature.check(BODY, right)).isEqualTo(SignatureCheck.VALID);
        assertThat(signature.check(BODY, "sha256=" + right.substring(7).toUpperCase(Locale.ROOT)))
                .isEqualTo(SignatureCheck.VALID);
    }

    @Test
    void isOverTheBytesAndNotOverTheirMeaning() {
        var sameJson = "{\"a\":\"/\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(signature.check(sameJson, right)).isEqualTo(SignatureCheck.MISMATCH);
    }

    @Test
    void absentSignatureIsMissing() {
        assertThat(signature.check(BODY, "")).isEqualTo(SignatureCheck.MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256=",
                "sha1=0123456789012345678901234567890123456789",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "SHA256=0000000000000000000000000000000000000000000000000000000000000000",
                "sha256=000000000000000000000000000000000000000000000000000000000000000",
                "sha256=00000000000000000000000000000000000000000000000000000000000000000",
                "sha256=000000000000000000000000000000000000000000000000000000000000000g",
                "sha256= 00000000000000000000000000000000000000000000000000000000000000 ",
                "sha256=\u0660000000000000000000000000000000000000000000000000000000000000"
            })
    void everyOtherFormIsMalformed(String header) {
        assertThat(signature.check(BODY, header)).isIn(SignatureCheck.MALFORMED, SignatureCheck.MISMATCH);
        assertThat(signature.check(BODY, header).isValid()).isFalse();
    }

    @Test
    void everyChangedDigitIsMismatch() {
        for (int i = 7; i < right.length(); i++) {
            var changed = new StringBuilder(right);
            changed.setCharAt(i, right.charAt(i) == '0' ? '1' : '0');

            assertThat(signature.check(BODY, changed.toString())).isEqualTo(SignatureCheck.MISMATCH);
        }
    }

    @Test
    void previousSecretIsToldApart() {
        var clock = ManualClock.create();
        var rotated = RequestSignature.of(AppSecrets.of("fedcba9876543210fedcba9876543210")
                .alsoAccept(SECRET, clock.instant().plusSeconds(1))
                .withClock(clock));

        assertThat(rotated.check(BODY, right)).isEqualTo(SignatureCheck.VALID_WITH_PREVIOUS_SECRET);
        clock.advance(java.time.Duration.ofSeconds(1));
        assertThat(rotated.check(BODY, right)).isEqualTo(SignatureCheck.MISMATCH);
    }

    @Test
    void shortestSecretHasSixteenCharacters() {
        assertThat(RequestSignature.of(AppSecrets.of("0123456789abcdef")).sign(BODY))
                .startsWith("sha256=");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AppSecrets.of("0123456789abcde"))
                .withMessageContaining("at least 16 characters");
    }

    @Test
    void secretsThatCannotBeRightAreRefusedAndNotRepeated() {
        for (var wrong : new String[] {"", "changeme-now", SECRET + "\n", " " + SECRET}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AppSecrets.of(wrong))
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("changeme", SECRET));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AppSecrets.of(SECRET).alsoAccept(SECRET, java.time.Instant.MAX))
                .withMessageContaining("same as the current one");
    }
}
