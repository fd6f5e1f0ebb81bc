package dev.penstock.flowjson.expression;

import dev.penstock.flowjson.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words. */
final class Tokenizer {

    private static final List<String> SYMBOLS =
            List.of("&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "(", ")");

    private final String text;
    private final int limit;
    private final List<Token> tokens = new ArrayList<>();
    private int index;

    /** Reads from one index of the text up to another, so that positions count from the start of the text. */
    Tokenizer(String text, int from, int to) {
        this.text = text;
        this.index = from;
        this.limit = to;
    }

    List<Token> tokens() {
        while (index < limit) {
            char c = text.charAt(index);
            if (Character.isWhitespace(c)) {
                index++;
            } else if (c == '\'') {
                quoted();
            } else if (c == '$') {
                binding();
            } else if (isDigit(c)) {
                number();
            } else if (Character.isLetter(c) || c == '_') {
                word();
            } else {
                symbol();
            }
        }
        tokens.add(new Token(Kind.END, "", limit, limit));
        return tokens;
    }

    private void quoted() {
        int start = index++;
        var value = new StringBuilder();
        while (index < limit && text.charAt(index) != '\'') {
            if (text.charAt(index) == '\\' && index + 1 < limit) {
                index++;
            }
            value.append(text.charAt(index++));
        }
        if (index >= limit) {
            throw new ExpressionSyntaxException("The closing single quote is missing.", start, limit);
        }
        index++;
        tokens.add(new Token(Kind.TEXT, value.toString(), start, index));
    }

    private void binding() {
        int start = index;
        int end = text.indexOf('}', index);
        if (!text.startsWith("${", index) || end < 0 || end >= limit) {
            throw new ExpressionSyntaxException("Expected a binding such as ${data.name}.", start, start + 1);
        }
        index = end + 1;
        tokens.add(new Token(Kind.BINDING, text.substring(start, index), start, index));
    }

    private void number() {
        int start = index;
        digits();
        if (index + 1 < limit && text.charAt(index) == '.' && isDigit(text.charAt(index + 1))) {
            index++;
            digits();
        }
        tokens.add(new Token(Kind.NUMBER, text.substring(start, index), start, index));
    }

    private void digits() {
        while (index < limit && isDigit(text.charAt(index))) {
            index++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void word() {
        int start = index;
        while (index < limit && (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_')) {
            index++;
        }
        tokens.add(new Token(Kind.WORD, text.substring(start, index), start, index));
    }

    private void symbol() {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, index) && index + symbol.length() <= limit) {
                tokens.add(new Token(Kind.SYMBOL, symbol, index, index + symbol.length()));
                index += symbol.length();
                return;
            }
        }
        throw new ExpressionSyntaxException("A character that means nothing here.", index, index + 1);
    }
}
