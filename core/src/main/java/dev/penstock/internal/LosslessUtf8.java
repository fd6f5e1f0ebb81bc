package dev.penstock.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The UTF-8 of a text, by which texts are compared and hashed. {@code getBytes} makes a question mark of a lone
 * surrogate, so that two texts would have the same bytes. Here such a one has the three bytes that its number would
 * have.
 */
public final class LosslessUtf8 {

    private LosslessUtf8() {}

    /** Other bytes for every other text. */
    public static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isLoneSurrogate(text, i)) {
                return encodeAll(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether half of a pair stands there without its other half. */
    public static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static byte[] encodeAll(String text) {
        var out = new ByteArrayOutputStream();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isLoneSurrogate(text, i)) {
                char c = text.charAt(i);
                out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
                out.write(0xe0 | (c >> 12));
                out.write(0x80 | ((c >> 6) & 0x3f));
                out.write(0x80 | (c & 0x3f));
                from = i + 1;
            }
        }
        out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
