package dev.penstock.crypto.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the PEM blocks in a text as it comes from a file or an environment variable. There may be text or quotation
 * marks around the blocks, and any line ends, also such that became spaces or a literal {@code \n}. It may be escaped
 * as often as may be, or the Base64 of all that.
 */
public final class PemText {

    /** How many characters a text may have; a key has about 3,000. */
    public static final int MAX_LENGTH = 65_536;

    private static final String BEGIN = "-----BEGIN";
    private static final String DASHES = "-----";

    /** Each layer of shell, env file, YAML or JSON may have doubled the backslashes. */
    private static final Pattern ESCAPED_LINE_END = Pattern.compile("\\\\+(?:r\\\\+n|[nr]|u000[aAdD])");
    /**
     * What else is not of a key: other backslashes, such as PHP puts before a slash, quotation marks, a mark at the
     * start.
     */
    private static final Pattern DECORATION = Pattern.compile("[\\\\\"'`\u200b\ufeff]");

    private static final Pattern LABEL_LINE = Pattern.compile("-----(BEGIN|END)\\s*+([A-Z0-9\\s]{1,60}?)\\s*+-----");
    /** Labels of keys whose spaces were lost with the line ends. */
    private static final Pattern KEY_LABEL =
            Pattern.compile("(ENCRYPTED|RSA|EC|DSA|OPENSSH)?\\s*(PRIVATE|PUBLIC)\\s*KEY");

    private static final Pattern LABEL = Pattern.compile(" [A-Z0-9 ]{1,40}");
    private static final Pattern LETTERS_FOR_LINE_ENDS = Pattern.compile("n[A-Za-z0-9+/]{64}n.*+");
    private static final Pattern SCHEME = Pattern.compile("^(?:data:[^,]{0,60};base64,|base64:)");

    private PemText() {}

    /** At least one block, in the order of the text; throws if there is none. */
    public static List<PemBlock> blocks(String text) {
        if (text.length() > MAX_LENGTH) {
            throw Refusals.tooLarge();
        }
        if (text.isBlank()) {
            throw Refusals.empty();
        }
        return split(plain(text.contains(BEGIN) ? text : outOfBase64(text)));
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
            var endLine = "-----END" + label + DASHES;
            int bodyStart = labelEnd + DASHES.length();
            int bodyEnd = text.indexOf(endLine, bodyStart);
            if (bodyEnd < 0) {
                throw Refusals.truncated();
            }
            var body = text.substring(bodyStart, bodyEnd);
            if (LETTERS_FOR_LINE_ENDS.matcher(body).matches()) {
                throw Refusals.lettersForLineEnds();
            }
            blocks.add(new PemBlock(label.strip(), body));
            begin = text.indexOf(BEGIN, bodyEnd + endLine.length());
        }
        return blocks;
    }

    /** Line ends as such, nothing that is not of the key, and labels with one space between their words. */
    private static String plain(String text) {
        var withLineEnds = ESCAPED_LINE_END.matcher(text).replaceAll("\n").replace('\u00a0', ' ');
        var bare = DECORATION.matcher(withLineEnds).replaceAll("");
        return LABEL_LINE
                .matcher(bare)
                .replaceAll(line -> DASHES + line.group(1) + " " + label(line.group(2)) + DASHES);
    }

    private static String label(String words) {
        var key = KEY_LABEL.matcher(words);
        if (key.matches()) {
            return (key.group(1) == null ? "" : key.group(1) + " ") + key.group(2) + " KEY";
        }
        return words.replaceAll("\\s+", " ");
    }

    private static String outOfBase64(String text) {
        var compact = SCHEME.matcher(plain(text).replaceAll("\\s", ""))
                .replaceFirst("")
                .replace('-', '+')
                .replace('_', '/');
        if (text.strip().startsWith("ssh-")) {
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
