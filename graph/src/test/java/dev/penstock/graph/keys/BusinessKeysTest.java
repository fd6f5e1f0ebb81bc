package dev.penstock.graph.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.keys.NumberKey.Verdict;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.keyring.KeyLifeCycleException;
import dev.penstock.simulator.graph.GraphEmulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BusinessKeysTest {

    private final GraphFixture graph = GraphFixture.start();
    private final BusinessPublicKey ours = GraphFixture.publicKey(0);
    private final KeyRegistration registration = KeyRegistration.of(graph.client);

    @AfterEach
    void close() {
        graph.close();
    }

    @ParameterizedTest
    @EnumSource(KeyEncoding.class)
    void aKeyArrivesWholeWithItsPlusSignsAndLineEnds(KeyEncoding encoding) {
        var key = keyWithPlusSign();

        BusinessKeys.of(graph.client).store(GraphFixture.NUMBER, key, encoding);

        assertThat(graph.emulator.keyOf("2001")).contains(key.pem());
        assertThat(BusinessKeys.of(graph.client).read(GraphFixture.NUMBER))
                .hasValueSatisfying(stored -> assertThat(stored.isValid(key)).isTrue());
    }

    @Test
    void readsTheFlatAnswerToo() {
        try (var flat =
                GraphFixture.start(GraphEmulator.builder(GraphFixture.TOKEN).flatKeyAnswer())) {
            flat.emulator.plantKey("2001", ours.pem(), "MISMATCH");

            assertThat(BusinessKeys.of(flat.client).read(GraphFixture.NUMBER)).hasValueSatisfying(stored -> {
                assertThat(stored.publicKey()).contains(ours);
                assertThat(stored.status()).isEqualTo(SignatureStatus.MISMATCH);
            });
            assertThat(BusinessKeys.of(flat.client).read(GraphFixture.SECOND)).isEmpty();
        }
    }

    @Test
    void keepsAWordForTheSignatureThatIsNew() {
        graph.emulator.plantKey("2001", ours.pem(), "PENDING");

        assertThat(BusinessKeys.of(graph.client).read(GraphFixture.NUMBER)).hasValueSatisfying(stored -> {
            assertThat(stored.status()).isEqualTo(SignatureStatus.UNKNOWN);
            assertThat(stored.rawStatus()).contains("PENDING");
        });
    }

    @Test
    void registersAllNumbersOfAnAccountAndDoesNothingTheSecondTime() {
        assertThat(registration.register(GraphFixture.WABA, ours))
                .extracting(key -> key.verdict())
                .containsExactly(Verdict.OURS, Verdict.OURS);
        long uploads = uploads();

        assertThat(registration.register(GraphFixture.WABA, ours))
                .extracting(key -> key.verdict())
                .containsExactly(Verdict.OURS, Verdict.OURS);
        assertThat(uploads()).isEqualTo(uploads).isEqualTo(2);
    }

    @Test
    void refusesTheIdOfAnAccountWhereAPhoneNumberIdBelongs() {
        assertThatThrownBy(() -> registration.register(new PhoneNumberId("1001"), ours))
                .isInstanceOf(KeyLifeCycleException.class)
                .hasMessageContaining("1001 is not the id of a phone number")
                .hasMessageContaining("Take the phone number id");
        assertThat(uploads()).isZero();
    }

    @Test
    void refusesWhatIsNoPublicKeyBeforeAnyCall() {
        var privatePem = PrivateKeys.clearPem(GraphFixture.KEYS.getFirst());

        assertThatThrownBy(() -> BusinessPublicKey.parse(privatePem)).isInstanceOf(UnusableKeyException.class);
        assertThat(graph.emulator.calls()).isEmpty();
    }

    @Test
    void saysWhatMetaHoldsForEachNumberAndSinceWhen(@TempDir Path directory) {
        graph.emulator.addNumber("1001", "2003", "+1 555 0102");
        graph.emulator.addNumber("1001", "2004", "+1 555 0103");
        graph.emulator.addNumber("1001", "2005", "+1 555 0104");
        graph.emulator.plantKey("2001", ours.pem(), "VALID");
        graph.emulator.plantKey("2002", ours.pem(), "MISMATCH");
        graph.emulator.plantKey("2003", GraphFixture.publicKey(1).pem(), "VALID");
        graph.emulator.plantKey("2004", ours.pem().replace('+', ' '), "VALID");

        var status = registration.status(GraphFixture.WABA, ours, List.of());

        assertThat(status)
                .extracting(key -> key.verdict())
                .startsWith(Verdict.OURS, Verdict.OURS_MISMATCH, Verdict.FOREIGN)
                .endsWith(Verdict.MISSING);
        assertThat(registration
                        .status(GraphFixture.WABA, ours, List.of(GraphFixture.publicKey(1)))
                        .get(2)
                        .verdict())
                .isEqualTo(Verdict.OURS_PREVIOUS);

        var observations = KeyObservations.in(directory, graph.clock);
        var first = graph.now.get();
        observations.note(status);
        graph.now.set(first.plus(Duration.ofDays(3)));
        graph.emulator.plantKey("2002", ours.pem(), "VALID");

        assertThat(observations.note(registration.status(GraphFixture.WABA, ours, List.of())))
                .containsEntry("2001", first)
                .containsEntry("2002", Instant.parse("2026-11-25T10:00:00Z"));
    }

    @Test
    void callsAKeyInPkcs1Damaged() {
        graph.emulator.plantKey("2001", ours.pem().replace("PUBLIC KEY", "RSA PUBLIC KEY"), "VALID");

        assertThat(registration
                        .status(GraphFixture.WABA, ours, List.of())
                        .getFirst()
                        .verdict())
                .isEqualTo(Verdict.DAMAGED);
    }

    private long uploads() {
        return graph.emulator.calls().stream()
                .filter(call -> call.method().equals("POST") && call.path().endsWith("encryption"))
                .count();
    }

    private static BusinessPublicKey keyWithPlusSign() {
        for (int i = 0; i < 20; i++) {
            var key = BusinessPublicKey.of(PrivateKeys.generate());
            if (key.pem().contains("+")) {
                return key;
            }
        }
        throw new IllegalStateException("Twenty keys without a plus sign: not by chance.");
    }
}
