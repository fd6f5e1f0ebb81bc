package dev.penstock.gateway.media;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that seals links to files; replicas share one. Immutable. {@link #toString()} shows nothing of it. */
public final class MediaKey {

    private static final int BYTES = 32;

    private final SecretKey key;

    private MediaKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /**
     * Reads a key.
     *
     * @param base64 the Base64 of 32 bytes, such as {@code openssl rand -base64 32} makes
     * @return the key
     * @throws IllegalArgumentException if it is not of that form
     */
    public static MediaKey of(String base64) {
        Objects.requireNonNull(base64, "base64");
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException noBase64) {
            bytes = new byte[0];
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "The key for links to files is the Base64 of 32 bytes. Make one with: openssl rand -base64 32");
        }
        return new MediaKey(bytes);
    }

    /** {@return a key of this process alone: its links end with the process, and other replicas refuse them} */
    public static MediaKey random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new MediaKey(bytes);
    }

    SecretKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "MediaKey[hidden]";
    }
}
