package dev.penstock.crypto.internal;

import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One PEM block. Its body is decoded only when it is wanted, so that a block beside the key cannot be in the way. */
public final class PemBlock {

    /** The only headers that the traditional form of OpenSSL has, with any white space between them. */
    private static final Pattern ENCRYPTED = Pattern.compile(
            "\\s*+Proc-Type:\\s?4,ENCRYPTED\\s++DEK-Info:\\s?([A-Z0-9-]{1,24})(?:,([0-9A-Fa-f]{2,64}))?\\s++([^:]*+)");

    private final String label;
    private final String body;
    private final @Nullable String cipher;
    private final @Nullable String salt;

    PemBlock(String label, String text) {
        this.label = label;
        var encrypted = ENCRYPTED.matcher(text);
        boolean hasHeaders = encrypted.matches();
        this.cipher = hasHeaders ? encrypted.group(1) : null;
        this.salt = hasHeaders ? encrypted.group(2) : null;
        this.body = hasHeaders ? encrypted.group(3) : text;
    }

    /** What stands behind BEGIN. */
    public String label() {
        return label;
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY") || label.endsWith("PRIVATE KEY BLOCK");
    }

    /** The cipher that the header DEK-Info names; null if there is none. */
    @Nullable
    String cipher() {
        return cipher;
    }

    /** The hexadecimal initialization vector in the header DEK-Info; null if there is none. */
    @Nullable
    String salt() {
        return salt;
    }

    /** The bytes of the body, each time a new array that the caller wipes if it is secret. */
    byte[] decode() {
        try {
            var bytes = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            if (bytes.length == 0) {
                throw Refusals.damaged();
            }
            return bytes;
        } catch (IllegalArgumentException notBase64) {
            throw Refusals.damaged();
        }
    }

    /** Writes a block with lines of 64 characters. */
    public static String encode(String label, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), label);
    }

    @Override
    public String toString() {
        return "PemBlock[" + label + "]";
    }
}
