package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;
import dev.penstock.flowjson.tree.StringNode.Escape;
import java.util.ArrayList;
import java.util.List;

/** Walks over a JSON text character by character and knows line and column. */
final class TextScanner {

    /** What {@link #peek} gives at the end of the text; no JSON text has it outside strings. */
    private static final char END = '\0';

    /** Positions behind so many escapes of one string are not exact; nobody writes such strings by hand. */
    private static final int MAX_ESCAPES = 10_000;

    private final String text;
    private int index;
    private int line = 1;
    private int lineStart;

    TextScanner(String text) {
        this.text = text;
        if (text.length() > JsonLimits.MAX_LENGTH) {
            throw refuse("The document is longer than 10 MB.");
        }
    }

    char peek() {
        return index < text.length() ? text.charAt(index) : END;
    }

    void next() {
        index++;
    }

    boolean atEnd() {
        return index >= text.length();
    }

    int line() {
        return line;
    }

    int column() {
        return index - lineStart + 1;
    }

    TextRange here() {
        return new TextRange(line, column(), line, column());
    }

    /** From the given position to the character before the current one. */
    TextRange rangeFrom(int startLine, int startColumn) {
        return new TextRange(startLine, startColumn, line, Math.max(1, column() - 1));
    }

    JsonTextException refuse(String message) {
        return new JsonTextException(
                atEnd() && !text.isEmpty() ? "The text ends too early. " + message : message, here());
    }

    void skipBlanks() {
        while (index < text.length()) {
            switch (text.charAt(index)) {
                case ' ', '\t' -> index++;
                case '\n' -> newLine();
                case '\r' -> {
                    if (index + 1 < text.length() && text.charAt(index + 1) == '\n') {
                        index++;
                    }
                    newLine();
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void newLine() {
        index++;
        line++;
        lineStart = index;
    }

    TextRange word(String word) {
        int column = column();
        if (!text.startsWith(word, index)) {
            throw refuse("Expected a value.");
        }
        index += word.length();
        return rangeFrom(line, column);
    }

    NumberNode number(NodePath path) {
        int column = column();
        int start = index;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        if (index - start > JsonLimits.MAX_NUMBER_LENGTH) {
            throw refuse("A number is longer than %d characters.".formatted(JsonLimits.MAX_NUMBER_LENGTH));
        }
        return new NumberNode(path, rangeFrom(line, column), Double.parseDouble(text.substring(start, index)));
    }

    private boolean skip(char wanted) {
        if (peek() != wanted || atEnd()) {
            return false;
        }
        index++;
        return true;
    }

    private void digits() {
        int start = index;
        while (peek() >= '0' && peek() <= '9') {
            index++;
        }
        if (index == start) {
            throw refuse("Expected a value.");
        }
    }

    StringNode string(NodePath path) {
        int column = column();
        int start = ++index;
        while (index < text.length() && isPlain(text.charAt(index))) {
            index++;
        }
        if (peek() == '"') {
            String value = text.substring(start, index++);
            return new StringNode(path, rangeFrom(line, column), value, List.of());
        }
        List<Escape> escapes = new ArrayList<>();
        String value = rest(new StringBuilder().append(text, start, index), escapes);
        return new StringNode(path, rangeFrom(line, column), value, escapes);
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\';
    }

    private String rest(StringBuilder value, List<Escape> escapes) {
        while (true) {
            if (atEnd()) {
                throw refuse("Expected the closing double quote.");
            }
            char c = text.charAt(index);
            if (c == '"') {
                index++;
                return value.toString();
            }
            if (c < ' ') {
                throw refuse("A line break or control character must be written as an escape inside a string.");
            }
            index++;
            if (c == '\\') {
                int before = index;
                char meant = escaped();
                if (escapes.size() < MAX_ESCAPES) {
                    escapes.add(new Escape(value.length(), index - before));
                }
                value.append(meant);
            } else {
                value.append(c);
            }
        }
    }

    private char escaped() {
        char c = peek();
        char meant = switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw refuse("Unknown escape after a backslash.");
        };
        index++;
        return meant;
    }

    private char hex() {
        int meant = 0;
        for (int i = 1; i <= 4; i++) {
            int digit = index + i < text.length() ? Character.digit(text.charAt(index + i), 16) : -1;
            if (digit < 0 || text.charAt(index + i) > 'f') {
                throw refuse("Expected four hexadecimal digits.");
            }
            meant = meant * 16 + digit;
        }
        index += 4;
        return (char) meant;
    }
}
