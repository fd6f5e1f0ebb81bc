package dev.penstock.simulator.phone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the inline markdown of one paragraph into runs: bold, italic, strikethrough, links. */
final class MarkdownRuns {

    private static final int MAX_DEPTH = 6;
    /** Beyond this a text is shown as it stands: looking for closing marks takes time quadratic in its length. */
    private static final int MAX_LENGTH = 20_000;

    private static final List<String> MARKS = List.of("**", "__", "~~", "*", "_");

    private final List<Map<String, Object>> runs = new ArrayList<>();

    private MarkdownRuns() {}

    static List<Map<String, Object>> of(String text) {
        var reading = new MarkdownRuns();
        if (text.length() > MAX_LENGTH) {
            reading.add(text, Map.of());
        } else {
            reading.read(text, Map.of(), 0);
        }
        return reading.runs;
    }

    private void read(String text, Map<String, Object> style, int depth) {
        int plainFrom = 0;
        int at = 0;
        while (at < text.length() && depth < MAX_DEPTH) {
            int after = at;
            if (text.charAt(at) == '[') {
                after = link(text, plainFrom, at, style);
            } else if (MARKS.stream().anyMatch(mark(text, at)::equals)) {
                after = marked(text, plainFrom, at, style, depth);
            }
            if (after > at) {
                plainFrom = after;
                at = after;
            } else {
                at += Math.max(1, mark(text, at).length());
            }
        }
        add(text.substring(plainFrom), style);
    }

    private static String mark(String text, int at) {
        for (String mark : MARKS) {
            if (text.startsWith(mark, at)) {
                return mark;
            }
        }
        return "";
    }

    private int marked(String text, int plainFrom, int at, Map<String, Object> style, int depth) {
        String mark = mark(text, at);
        int inner = at + mark.length();
        int end = text.indexOf(mark, inner);
        // In "**bold *and italic***" the last two stars close the bold.
        while (end >= 0 && mark.equals("**") && text.startsWith("*", end + 2)) {
            end++;
        }
        boolean isWord = end > inner && !text.substring(inner, end).isBlank();
        // An underscore inside a word, as in a file name, is only an underscore.
        boolean isInsideWord = mark.startsWith("_") && at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
        if (!isWord || isInsideWord || Character.isWhitespace(text.charAt(inner))) {
            return at;
        }
        add(text.substring(plainFrom, at), style);
        read(text.substring(inner, end), with(style, nameOf(mark), true), depth + 1);
        return end + mark.length();
    }

    private static String nameOf(String mark) {
        return switch (mark) {
            case "~~" -> "strike";
            case "**", "__" -> "bold";
            default -> "italic";
        };
    }

    private int link(String text, int plainFrom, int at, Map<String, Object> style) {
        int close = text.indexOf("](", at);
        int end = close < 0 ? -1 : text.indexOf(')', close);
        if (end < 0) {
            return at;
        }
        String href = text.substring(close + 2, end).strip();
        if (!isSafe(href)) {
            return at;
        }
        add(text.substring(plainFrom, at), style);
        add(text.substring(at + 1, close), with(style, "href", href));
        return end + 1;
    }

    private static boolean isSafe(String href) {
        return Set.of("https:", "http:", "mailto:", "tel:").stream()
                .anyMatch(scheme -> href.regionMatches(true, 0, scheme, 0, scheme.length()));
    }

    private static Map<String, Object> with(Map<String, Object> style, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(style);
        changed.put(name, value);
        return changed;
    }

    private void add(String text, Map<String, Object> style) {
        if (!text.isEmpty()) {
            runs.add(with(style, "text", text));
        }
    }
}
