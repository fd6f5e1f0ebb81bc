package dev.penstock.spring.internal;

import dev.penstock.spring.PenstockConfigurationException;
import java.util.regex.Pattern;

/** Paths that properties name. */
public final class Paths {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private Paths() {}

    /** Returns the path, or refuses it. */
    public static String check(String property, String path) {
        if (!PATH.matcher(path).matches()) {
            throw new PenstockConfigurationException(
                    "%s is \"%s\".".formatted(property, path),
                    "A path looks like /flows/booking: letters, digits, dots and hyphens between slashes.");
        }
        return path;
    }

    /** What stands before the name of a Flow; a slash alone is nothing. */
    static String base(String path) {
        return path.equals("/") || path.isEmpty() ? "" : check("penstock.base-path", path);
    }
}
