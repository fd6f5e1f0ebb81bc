package dev.penstock.internal;

import java.util.HexFormat;
import java.util.Optional;

/** Hexadecimal: written in lower case, read in either. */
public final class Hex {

    private static final HexFormat HEX = HexFormat.of();

    private Hex() {}

    /** The first so many bytes as text. */
    public static String encode(byte[] bytes, int length) {
        return HEX.formatHex(bytes, 0, length);
    }

    /** The bytes that the text from there to its end stands for, or nothing if it is not hexadecimal. */
    public static Optional<byte[]> decode(String text, int from) {
        if ((text.length() - from) % 2 != 0) {
            return Optional.empty();
        }
        // Not HexFormat.parseHex, which makes a text of each pair of digits.
        var bytes = new byte[(text.length() - from) / 2];
        for (int i = 0; i < bytes.length; i++) {
            char high = text.charAt(from + 2 * i);
            char low = text.charAt(from + 2 * i + 1);
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                return Optional.empty();
            }
            bytes[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        return Optional.of(bytes);
    }
}
