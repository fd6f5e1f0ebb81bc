package dev.penstock.flowjson.check;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells what is wrong with a picture as Flow JSON and answers carry it: Base64 of a JPEG or PNG, without a prefix. Of
 * other formats only WebP is documented, and that only within rich text.
 */
public final class Pictures {

    /** What is wrong with a picture. */
    public enum Fault {
        /** There is no text. */
        EMPTY("It is empty. Give the picture as Base64."),
        /** It is the address of a picture. */
        URL("It is a URL, but a picture is given as Base64. Put the picture itself here."),
        /** It begins with {@code data:}. */
        DATA_URI("It is a data URI, but a picture is given as Base64 alone. Leave out all up to the comma."),
        /** It is not Base64. */
        NOT_BASE64("It is no Base64, as which a picture is given."),
        /** It is Base64 of something else. */
        NO_PICTURE("It is Base64, but not of a picture that phones are documented to show: JPEG or PNG.");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        /** {@return what is wrong and how to mend it, in a sentence or two} */
        public String words() {
            return words;
        }
    }

    private static final int HEAD_CHARS = 16;

    private Pictures() {}

    /**
     * Looks at a picture.
     *
     * @param text the value as it stands in Flow JSON or in an answer
     * @return what is wrong with it, or nothing
     */
    public static Optional<Fault> fault(String text) {
        if (text.isBlank()) {
            return Optional.of(Fault.EMPTY);
        }
        String start = text.substring(0, Math.min(HEAD_CHARS, text.length())).toLowerCase(Locale.ROOT);
        if (start.startsWith("data:")) {
            return Optional.of(Fault.DATA_URI);
        }
        if (start.contains("://") || (start.startsWith("//") && text.indexOf('.') > 0) || start.startsWith("www.")) {
            return Optional.of(Fault.URL);
        }
        if (!isBase64(text)) {
            return Optional.of(Fault.NOT_BASE64);
        }
        return isJpegOrPng(text) ? Optional.empty() : Optional.of(Fault.NO_PICTURE);
    }

    /** Letter by letter, so that a large picture costs no memory. */
    private static boolean isBase64(String text) {
        int end = text.length();
        while (end > 0 && text.length() - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean isLetter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            boolean isKnown = isLetter || (c >= '0' && c <= '9') || c == '+' || c == '/';
            if (!isKnown) {
                return false;
            }
        }
        return end % 4 != 1 && (end == text.length() || text.length() % 4 == 0);
    }

    private static boolean isJpegOrPng(String base64) {
        int whole = Math.min(HEAD_CHARS, base64.length()) / 4 * 4;
        byte[] head = Base64.getDecoder().decode(base64.substring(0, whole));
        return startsWith(head, 0x89, 'P', 'N', 'G') || startsWith(head, 0xFF, 0xD8, 0xFF);
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
