package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalKeyEncryptionTest {

    private static final byte[] CLEAR = "a private key".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ACME = "acme".getBytes(StandardCharsets.UTF_8);

    private final String key = LocalKeyEncryption.generate();
    private final LocalKeyEncryption encryption = LocalKeyEncryption.of(key, List.of());

    @Test
    void opensWhatItSealedAndNeverSealsTheSameWay() {
        var sealed = encryption.seal(CLEAR, ACME);

        assertThat(encryption.open(encryption.keyId(), sealed, ACME)).isEqualTo(CLEAR);
        assertThat(encryption.seal(CLEAR, ACME)).isNotEqualTo(sealed).hasSize(12 + CLEAR.length + 16);
    }

    @Test
    void refusesWhatWasChangedOrBelongsToAnother() {
        var sealed = encryption.seal(CLEAR, ACME);
        var other = "zeta".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> encryption.open(encryption.keyId(), sealed, other))
                .isInstanceOf(KeyEncryptionException.class);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> encryption.open(encryption.keyId(), changed, ACME))
                    .isInstanceOf(KeyEncryptionException.class);
        }
        assertThatThrownBy(() -> encryption.open(encryption.keyId(), new byte[5], ACME))
                .isInstanceOf(KeyEncryptionException.class);
    }

    @Test
    void opensUnderAnEarlierKeyAndSealsUnderTheCurrentOne() {
        var sealed = encryption.seal(CLEAR, ACME);
        var next = LocalKeyEncryption.of(LocalKeyEncryption.generate(), List.of(key));

        assertThat(next.open(encryption.keyId(), sealed, ACME)).isEqualTo(CLEAR);
        assertThat(next.keyId()).isNotEqualTo(encryption.keyId());
        assertThatThrownBy(() -> encryption.open(next.keyId(), next.seal(CLEAR, ACME), ACME))
                .hasMessageContaining("which is not here");
    }

    @Test
    void refusesAKeyOfAnotherLengthAndShowsNone() {
        assertThatThrownBy(() -> LocalKeyEncryption.of("c2hvcnQ=", List.of())).hasMessageContaining("32 random bytes");
        assertThatThrownBy(() -> LocalKeyEncryption.of("no base64", List.of()))
                .hasMessageContaining("penstock tenants init")
                .hasMessageNotContaining("no base64");
        assertThat(encryption.toString()).doesNotContain(key).contains(encryption.keyId());
    }
}
