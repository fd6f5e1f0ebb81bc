package dev.penstock.cli;

import java.util.regex.Pattern;

/**
 * People type a secret where the name of a file or a variable belongs. What may be one is not repeated on the screen.
 */
final class Secrets {

    static final String HIDDEN = "(not shown, as it may be a secret)";

    /** Names of variables are upper case by convention; hexadecimal app secrets and Meta's access tokens are not. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,63}");

    private static final Pattern MAY_BE_SECRET =
            Pattern.compile("(?s)[0-9A-Fa-f]{16,}|EAA.{20,}|.*-----BEGIN.*|[A-Za-z0-9_+=-]{40,}|.*\\n.*");

    private Secrets() {}

    /** A path or a word that was given, unless it may be a secret. */
    static String shown(String given) {
        return MAY_BE_SECRET.matcher(given).matches() ? HIDDEN : given;
    }

    static boolean isNameOfVariable(String given) {
        return VARIABLE.matcher(given).matches();
    }
}
