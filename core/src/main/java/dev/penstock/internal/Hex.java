package dev.penstock.internal;

import java.util.HexFormat;

/** Lower-case hexadecimal. */
public final class Hex {

    private static final HexFormat HEX = HexFormat.of();

    private Hex() {}

    /** The first so many bytes as text. */
    public static String encode(byte[] bytes, int length) {
        return HEX.formatHex(bytes, 0, length);
    }
}
