package dev.penstock.flowjson.expression;

import dev.penstock.flowjson.expression.Expression.Reference;
import java.util.regex.Pattern;

/**
 * What a string in Flow JSON is: plain text, one binding, a backtick expression, or a mix that the phone shows as it
 * is.
 */
public sealed interface PropertyText {

    /** How other languages write what is a binding here: <code>{{data.name}}</code>, <code>$data.name</code>. */
    Pattern OTHER_TEMPLATES =
            Pattern.compile("\\{\\s{0,3}(?:data|form|screen)\\.[A-Za-z_]|\\$\\(?(?:data|form|screen)\\.[A-Za-z_]");

    /**
     * Plain text.
     *
     * @param value the text
     */
    record Plain(String value) implements PropertyText {}

    /**
     * One binding and nothing else.
     *
     * @param reference the binding
     */
    record Binding(Reference reference) implements PropertyText {}

    /**
     * A backtick expression.
     *
     * @param expression the expression
     */
    record Backtick(Expression expression) implements PropertyText {}

    /**
     * Text with a binding inside, or with what was meant as one. Meta documents it as a compilation error, and the
     * phone was observed to show it literally.
     *
     * @param value the text
     */
    record Mixed(String value) implements PropertyText {}

    /**
     * Something that was meant as a binding or expression but is none.
     *
     * @param problem what is wrong and where
     */
    record Malformed(ExpressionSyntaxException problem) implements PropertyText {}

    /**
     * Finds out what a string is.
     *
     * @param text the value of a property
     * @return what it is; never fails
     */
    static PropertyText of(String text) {
        try {
            if (isBacktick(text)) {
                return new Backtick(ExpressionParser.parseBacktick(text));
            }
            if (isBinding(text)) {
                return new Binding(ExpressionParser.parseBinding(text));
            }
        } catch (ExpressionSyntaxException problem) {
            return new Malformed(problem);
        }
        return hasBindingInside(text) ? new Mixed(text) : new Plain(text);
    }

    /**
     * Tells whether a string is written as a backtick expression.
     *
     * @param text the value of a property
     * @return true if it starts and ends with a backtick
     */
    static boolean isBacktick(String text) {
        return text.length() >= 2 && text.startsWith("`") && text.endsWith("`");
    }

    /**
     * Tells whether a string is written as one binding.
     *
     * @param text the value of a property
     * @return true if it is one pair of braces with a dollar sign, from end to end
     */
    static boolean isBinding(String text) {
        return text.startsWith("${") && text.indexOf('}') == text.length() - 1;
    }

    private static boolean hasBindingInside(String text) {
        return text.contains("${") || OTHER_TEMPLATES.matcher(text).find();
    }
}
