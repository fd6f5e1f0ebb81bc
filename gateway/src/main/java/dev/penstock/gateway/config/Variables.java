package dev.penstock.gateway.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts environment variables in the place of {@code ${NAME}} and {@code ${NAME:-fallback}} in a value, after the YAML
 * was read: whatever a variable holds, it stays one text. {@code $${} stands for {@code ${}.
 */
record Variables(Map<String, String> environment) {

    private static final Pattern USE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}?");
    private static final Pattern INSIDE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,127})(?::-(.*))?", Pattern.DOTALL);

    Variables {
        environment = Map.copyOf(environment);
    }

    static boolean isUsedIn(String text) {
        return text.contains("${");
    }

    /** The text with the values in it; nothing if one is missing, which is then among the mistakes. */
    Optional<String> expand(String text, Where where, Mistakes mistakes) {
        if (!isUsedIn(text)) {
            return Optional.of(text);
        }
        var expanded = new StringBuilder();
        boolean isWhole = true;
        Matcher use = USE.matcher(text);
        while (use.find()) {
            var value = value(use, where, mistakes);
            isWhole &= value.isPresent();
            use.appendReplacement(expanded, Matcher.quoteReplacement(value.orElse("")));
        }
        return isWhole ? Optional.of(use.appendTail(expanded).toString()) : Optional.empty();
    }

    private Optional<String> value(Matcher use, Where where, Mistakes mistakes) {
        if (use.group(1) == null) {
            return Optional.of("${");
        }
        var inside = INSIDE.matcher(use.group(1));
        if (!use.group().endsWith("}") || !inside.matches()) {
            mistakes.add(
                    where,
                    "A variable is written ${NAME} or ${NAME:-fallback}, with a name of letters, digits and _; for the"
                            + " text itself write $${.");
            return Optional.empty();
        }
        var set = Optional.ofNullable(environment.get(inside.group(1))).filter(value -> !value.isEmpty());
        var value = set.or(() -> Optional.ofNullable(inside.group(2)));
        if (value.isEmpty()) {
            mistakes.add(
                    where,
                    "The environment variable %s is not set: set it, or give a fallback, ${%s:-fallback}."
                            .formatted(inside.group(1), inside.group(1)));
        }
        return value;
    }
}
