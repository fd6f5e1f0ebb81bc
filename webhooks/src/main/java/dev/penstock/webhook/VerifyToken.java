package dev.penstock.webhook;

import dev.penstock.internal.SecretTexts;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The text that is typed into the App Dashboard beside the webhook's URL, and that Meta sends when it verifies the URL.
 * Compared in constant time; {@link #toString()} shows nothing of it. Immutable and thread-safe.
 */
public final class VerifyToken {

    private static final int MIN_LENGTH = 8;

    static {
        SecretTexts.readBy(VerifyToken.class, VerifyToken::text);
    }

    private final byte[] token;

    private VerifyToken(byte[] token) {
        this.token = token;
    }

    /**
     * Wraps a token.
     *
     * @param token any text of at least 8 characters that cannot be guessed
     * @return the token
     */
    public static VerifyToken of(String token) {
        if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "The verify token has %d characters: choose one of at least %d that cannot be guessed."
                            .formatted(token.length(), MIN_LENGTH));
        }
        return new VerifyToken(bytes(token));
    }

    boolean matches(String other) {
        return MessageDigest.isEqual(token, bytes(other));
    }

    private String text() {
        return ByteBuffer.wrap(token).asCharBuffer().toString();
    }

    /** Its UTF-16, since UTF-8 has no lone surrogates and would make question marks of them. */
    private static byte[] bytes(String text) {
        var utf16 = ByteBuffer.allocate(text.length() * Character.BYTES);
        utf16.asCharBuffer().put(text);
        return utf16.array();
    }

    @Override
    public String toString() {
        return "VerifyToken[hidden]";
    }
}
