package dev.penstock.crypto.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the PEM blocks in a text as it comes from a file or an environment variable: with text around the blocks, with
 * any line ends, with line ends that became spaces or a literal {@code \n}, or as the Base64 of all that.
 */
public final class PemText {

    /** How many characters a text may have; a key has about 3,000. */
    public static final int MAX_LENGTH = 65_536;

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final Pattern LABEL = Pattern.compile("[A-Z0-9 ]{1,40}");

    private PemText() {}

    /** At least one block, in the order of the text; throws if there is none. */
    public static List<PemBlock> blocks(String text) {
        if (text.length() > MAX_LENGTH) {
            throw Refusals.tooLarge();
        }
        if (text.isBlank()) {
            throw Refusals.empty();
        }
        return split(withLineEnds(text.contains(BEGIN) ? text : outOfBase64(text)));
    }

    private static List<PemBlock> split(String text) {
        var blocks = new ArrayList<PemBlock>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelStart = begin + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, labelStart);
            if (labelEnd < 0) {
                throw Refusals.truncated();
            }
            var label = text.substring(labelStart, labelEnd);
            if (!LABEL.matcher(label).matches()) {
                throw Refusals.damaged();
            }
            var endLine = "-----END " + label + DASHES;
            int bodyStart = labelEnd + DASHES.length();
            int bodyEnd = text.indexOf(endLine, bodyStart);
            if (bodyEnd < 0) {
                throw Refusals.truncated();
            }
            blocks.add(new PemBlock(label, text.substring(bodyStart, bodyEnd)));
            begin = text.indexOf(BEGIN, bodyEnd + endLine.length());
        }
        return blocks;
    }

    /** Variables set by a shell or an env file often hold a backslash and an n where the file had a line end. */
    private static String withLineEnds(String text) {
        return text.replace("\\r", "").replace("\\n", "\n");
    }

    private static String outOfBase64(String text) {
        var compact = withLineEnds(text).replaceAll("[\\s\"']", "");
        if (compact.startsWith("ssh-")) {
            throw Refusals.openSsh(false);
        }
        // 0x30 opens every DER key, DER certificate and PKCS#12 file, and the second byte tells the length of its
        // length.
        if (text.length() > 1 && text.charAt(0) == '0' && (text.charAt(1) == 0x82 || text.charAt(1) == 0x81)) {
            throw Refusals.binary();
        }
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(compact), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            throw Refusals.notAKey();
        }
        if (decoded.contains(BEGIN)) {
            return decoded;
        }
        throw decoded.startsWith("0\u0082") || decoded.startsWith("0\u0081")
                ? Refusals.bareBase64()
                : Refusals.notAKey();
    }
}
