package dev.penstock.gateway.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words of an expression. */
final class PromqlToken {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:([0-9]+[smhd]\\b)|([0-9]+(?:\\.[0-9]+)?)"
            + "|([a-zA-Z_:][a-zA-Z0-9_:]*)|(\"[^\"\\\\]*\")|(=~|!~|!=|==|>=|<=|[-+*/(){}\\[\\],=<>]))");

    private PromqlToken() {}

    /**
     * Takes a text apart.
     *
     * @throws IllegalArgumentException if there is something else between them
     */
    static List<String> all(String text) {
        var tokens = new ArrayList<String>();
        var trimmed = text.strip();
        var matcher = TOKEN.matcher(trimmed);
        int end = 0;
        while (end < trimmed.length()) {
            matcher.region(end, trimmed.length());
            if (!matcher.lookingAt()) {
                throw new IllegalArgumentException("\"%s\" cannot be read."
                        .formatted(trimmed.substring(end, Math.min(trimmed.length(), end + 20))));
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        return List.copyOf(tokens);
    }

    static boolean isNumber(String token) {
        return token.matches("[0-9]+(?:\\.[0-9]+)?");
    }

    static String unquoted(String token) {
        if (!token.startsWith("\"")) {
            throw new IllegalArgumentException("\"%s\" is no text.".formatted(token));
        }
        return token.substring(1, token.length() - 1);
    }
}
