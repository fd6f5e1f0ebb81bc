package dev.penstock.flowjson.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes names of types of the names in Flow JSON: BOOK_TABLE becomes BookTable. */
public final class PascalCase {

    private PascalCase() {}

    public static String of(String name) {
        var text = new StringBuilder();
        for (String word : words(name)) {
            text.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return text.isEmpty() || Character.isDigit(text.charAt(0)) ? "Value" + text : text.toString();
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        boolean isShouted = name.toUpperCase(Locale.ROOT).equals(name);
        var word = new StringBuilder();
        for (char c : name.toCharArray()) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                word.append(isShouted ? Character.toLowerCase(c) : c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
