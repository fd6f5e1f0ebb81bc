package dev.penstock.internal;

import java.util.Base64;
import java.util.Optional;

/** Base64url without padding, in its one canonical form: what decodes must encode to the same text again. */
public final class StrictBase64Url {

    private StrictBase64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static Optional<byte[]> decode(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
