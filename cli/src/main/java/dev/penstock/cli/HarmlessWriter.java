package dev.penstock.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Lets nothing through that a terminal would obey, whoever wrote it: no escape sequence but the colours that we use,
 * no other control character, nothing that changes the direction of text. JSON gets such characters escaped, so that
 * nothing is lost.
 */
final class HarmlessWriter extends Writer {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-4]?(?:2[1-4]|3[0-79]|9[0-7])?m");
    private static final int LONGEST_COLOUR = 5;
    private static final char ESCAPE = '\u001b';

    private final Writer target;
    private final boolean isJson;
    private final boolean hasColours;
    /** What may become a colour, a line end or a pair of surrogates with what follows. */
    private final StringBuilder pending = new StringBuilder();

    private HarmlessWriter(Writer target, boolean isJson, boolean hasColours) {
        this.target = target;
        this.isJson = isJson;
        this.hasColours = hasColours;
    }

    static PrintWriter over(PrintWriter target, boolean isJson, boolean hasColours) {
        return new PrintWriter(new HarmlessWriter(target, isJson, hasColours), true);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        var safe = new StringBuilder(length);
        for (int i = from; i < from + length; i++) {
            accept(text[i], safe);
        }
        target.append(safe);
    }

    private void accept(char c, StringBuilder safe) {
        if (pending.isEmpty()) {
            if ((c == ESCAPE && hasColours) || c == '\r' || Character.isHighSurrogate(c)) {
                pending.append(c);
            } else {
                append(c, safe);
            }
            return;
        }
        char first = pending.charAt(0);
        if (first == ESCAPE) {
            pending.append(c);
            if (c == 'm' || pending.length() > LONGEST_COLOUR || (pending.length() == 2 && c != '[')) {
                release(safe);
            }
        } else if (first == '\r' ? c == '\n' : Character.isLowSurrogate(c)) {
            pending.append(c);
            release(safe);
        } else {
            release(safe);
            accept(c, safe);
        }
    }

    /** Writes what was held back, as what it has turned out to be. */
    private void release(StringBuilder safe) {
        var held = pending.toString();
        pending.setLength(0);
        if (held.equals("\r\n") || (hasColours && COLOUR.matcher(held).matches())) {
            safe.append(held);
        } else {
            held.codePoints().forEach(c -> append(c, safe));
        }
    }

    private void append(int c, StringBuilder safe) {
        if (c == '\n' || c == '\t' || !isObeyed(c)) {
            safe.appendCodePoint(c);
        } else if (isJson) {
            for (char unit : Character.toChars(c)) {
                safe.append("\\u%04x".formatted((int) unit));
            }
        } else {
            safe.append('?');
        }
    }

    private static boolean isObeyed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> c != 0x200c && c != 0x200d; // by which letters and emoji are joined
            default -> false;
        };
    }

    @Override
    public void flush() throws IOException {
        var safe = new StringBuilder();
        if (!pending.isEmpty()) {
            release(safe);
        }
        target.append(safe);
        target.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
