package dev.penstock.gateway.media;

import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * What a phone sent of a file and until when it is lent, as text for a URL: AES-256-GCM, so that nobody can read,
 * change or make one, and nothing has to be remembered.
 *
 * @param until when it expires
 * @param reference the object that the phone sent
 */
record SealedLink(Instant until, Map<String, Object> reference) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte VERSION = 1;
    private static final int VECTOR_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_LENGTH = 16_384;

    String seal(MediaKey key) {
        var vector = new byte[VECTOR_BYTES];
        RANDOM.nextBytes(vector);
        var clear = StrictJson.write(Map.of("until", until.getEpochSecond(), "file", reference));
        var sealed = cipher(Cipher.ENCRYPT_MODE, key, vector, clear).orElseThrow();
        var all = ByteBuffer.allocate(1 + VECTOR_BYTES + sealed.length);
        all.put(VERSION).put(vector).put(sealed);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    /** Nothing for what was not sealed with this key. */
    static Optional<SealedLink> open(String text, MediaKey key) {
        return bytes(text)
                .filter(all -> all.length > 1 + VECTOR_BYTES && all[0] == VERSION)
                .flatMap(all -> cipher(
                        Cipher.DECRYPT_MODE,
                        key,
                        Arrays.copyOfRange(all, 1, 1 + VECTOR_BYTES),
                        Arrays.copyOfRange(all, 1 + VECTOR_BYTES, all.length)))
                .flatMap(SealedLink::read);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return text.length() > MAX_LENGTH
                    ? Optional.empty()
                    : Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> cipher(int mode, MediaKey key, byte[] vector, byte[] input) {
        try {
            var aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, vector));
            aes.updateAAD(new byte[] {VERSION});
            return Optional.of(aes.doFinal(input));
        } catch (GeneralSecurityException forged) {
            return Optional.empty();
        }
    }

    private static Optional<SealedLink> read(byte[] clear) {
        try {
            var fields = StrictJson.readObject(clear);
            if (fields.get("until") instanceof Number until && fields.get("file") instanceof Map<?, ?> file) {
                var reference = new LinkedHashMap<String, Object>();
                file.forEach((name, value) -> reference.put(String.valueOf(name), value));
                return Optional.of(new SealedLink(Instant.ofEpochSecond(until.longValue()), reference));
            }
            return Optional.empty();
        } catch (JsonFormatException never) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "SealedLink[hidden]";
    }
}
