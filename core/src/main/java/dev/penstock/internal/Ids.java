package dev.penstock.internal;

import java.util.regex.Pattern;

/** Ids become parts of a URL path, so nothing else may be in them. */
public final class Ids {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private Ids() {}

    public static void check(String what, String value) {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "The id of a %s is a row of digits; what was given has %d characters and is no id."
                            .formatted(what, value.length()));
        }
    }
}
