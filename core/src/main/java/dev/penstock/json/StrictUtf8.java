package dev.penstock.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 and refuses what is not well-formed, where {@code new String} would put replacement characters. */
public final class StrictUtf8 {

    private StrictUtf8() {}

    /**
     * Decodes.
     *
     * @param utf8 the bytes
     * @return the text
     * @throws JsonFormatException if they are not well-formed UTF-8
     */
    public static String decode(byte[] utf8) {
        if (isAscii(utf8)) {
            return new String(utf8, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new JsonFormatException("The text is not well-formed UTF-8.");
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
