package dev.penstock.examples.booking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Whose booking it is: the hash of a key that the person holds, such as a flow token. The key itself is not stored, so
 * that a copy of the database lets nobody act for anybody.
 *
 * @param hex 64 hexadecimal digits
 */
public record Holder(String hex) {

    /**
     * Derives the holder.
     *
     * @param key what the person holds
     * @return the holder
     */
    public static Holder of(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return new Holder(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** {@return the hash, for the database} */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return "Holder[" + hex.substring(0, 8) + "]";
    }
}
