package dev.penstock.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Standard Base64 with padding, in its one canonical form; no white space, no missing padding, no stray bits. */
public final class StrictBase64 {

    private StrictBase64() {}

    public static Optional<byte[]> decode(String text) {
        if (text.length() % 4 != 0) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder().decode(text);
            return endsCanonically(text, bytes) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Only the last four characters can hold bits that decode to nothing. */
    private static boolean endsCanonically(String text, byte[] bytes) {
        if (!text.endsWith("=")) {
            return true;
        }
        int tail = bytes.length % 3;
        var again = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, bytes.length - tail, bytes.length));
        return text.endsWith(new String(again, StandardCharsets.US_ASCII));
    }
}
