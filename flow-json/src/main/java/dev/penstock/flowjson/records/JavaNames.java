package dev.penstock.flowjson.records;

import dev.penstock.flowjson.internal.PascalCase;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** Makes Java names of the names in Flow JSON. */
final class JavaNames {

    /** Names that the naming strategy of FlowData turns into themselves and back. */
    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z]+(_[a-z]+)*");

    /** A record cannot have components of these names. */
    private static final Set<String> FORBIDDEN =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private JavaNames() {}

    /** BOOK_TABLE becomes BookTable. */
    static String type(String name) {
        return PascalCase.of(name);
    }

    /** min_date becomes minDate. */
    static String component(String name) {
        String type = type(name);
        String component = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        return SourceVersion.isKeyword(component) || FORBIDDEN.contains(component) ? component + "Value" : component;
    }

    /** The record for one item of a list: slots becomes Slot. */
    static String item(String name) {
        String type = type(name);
        boolean isPlural = type.length() > 2 && type.endsWith("s") && !type.endsWith("ss");
        return isPlural ? type.substring(0, type.length() - 1) : type;
    }

    /** Whether a component finds its way back to the name in JSON by itself. */
    static boolean isPlain(String name) {
        String component = component(name);
        return SNAKE_CASE.matcher(name).matches()
                && !SourceVersion.isKeyword(component)
                && component
                        .replaceAll("([A-Z])", "_$1")
                        .toLowerCase(Locale.ROOT)
                        .equals(name);
    }

    /** A name as it may stand in a comment. */
    static String shown(String name) {
        return name.replaceAll("[^A-Za-z0-9_ -]", "?");
    }
}
