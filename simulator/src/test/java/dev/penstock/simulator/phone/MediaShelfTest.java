package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class MediaShelfTest {

    private final byte[] file = "a photo of a garden".getBytes(StandardCharsets.UTF_8);
    private final MediaShelf shelf = new MediaShelf(() -> "https://mmg.whatsapp.net", new SecureRandom());

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    @Test
    void sealsAsTheEndpointIsToldToOpen() throws Exception {
        PickedFile picked = shelf.place("garden.jpg", "image/jpeg", file);
        byte[] sealed = shelf.find(picked.mediaId()).orElseThrow();

        byte[] ciphertext = Arrays.copyOf(sealed, sealed.length - 10);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(picked.hmacKey()), "HmacSHA256"));
        mac.update(bytes(picked.iv()));
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(bytes(picked.encryptionKey()), "AES"),
                new IvParameterSpec(bytes(picked.iv())));

        assertThat(MessageDigest.getInstance("SHA-256").digest(sealed)).isEqualTo(bytes(picked.encryptedHash()));
        assertThat(Arrays.copyOfRange(sealed, sealed.length - 10, sealed.length))
                .isEqualTo(Arrays.copyOf(mac.doFinal(ciphertext), 10));
        assertThat(cipher.doFinal(ciphertext)).isEqualTo(file);
        assertThat(MessageDigest.getInstance("SHA-256").digest(file)).isEqualTo(bytes(picked.plaintextHash()));
    }

    @Test
    void neverUsesAKeyTwice() {
        PickedFile one = shelf.place("a", "image/jpeg", file);
        PickedFile other = shelf.place("a", "image/jpeg", file);

        assertThat(one.encryptionKey()).isNotEqualTo(other.encryptionKey());
        assertThat(one.mediaId()).isNotEqualTo(other.mediaId());
    }

    @Test
    void tellsNoNameAndNoKeyInItsText() {
        PickedFile picked = shelf.place("garden.jpg", "image/jpeg", file);

        assertThat(picked.toString()).doesNotContain("garden", picked.encryptionKey(), picked.hmacKey());
    }
}
