package dev.penstock.graph.summary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a summary with places for values of the completion: {@code Booked: {{booking_id}}}. A place names a
 * field of the response, or with dots one inside of it: {@code {{guest.name}}}.
 *
 * <p>Values are put in as they are and are never read as places themselves, since they passed through a person's phone.
 * Immutable and thread-safe; {@link #toString()} shows the template and no value.
 */
public final class SummaryTemplate {

    /** How long a summary may be: 4,096 characters, which Meta takes. */
    public static final int MAX_CHARACTERS = 4_096;

    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+){0,9}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    private final String text;
    private final Set<String> names;

    private SummaryTemplate(String text, Set<String> names) {
        this.text = text;
        this.names = Set.copyOf(names);
    }

    /**
     * Reads a template.
     *
     * @param text 1 to 4,096 characters
     * @return the template
     * @throws IllegalArgumentException if it is empty or too long, or a place has no proper name
     */
    public static SummaryTemplate of(String text) {
        Objects.requireNonNull(text, "text");
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "The text of a summary has 1 to %d characters.".formatted(MAX_CHARACTERS));
        }
        var names = new LinkedHashSet<String>();
        var rest = PLACE.matcher(text).replaceAll(place -> {
            names.add(nameOf(place));
            return "";
        });
        if (rest.contains("{{") || rest.contains("}}") || text.contains("{{{") || text.contains("}}}")) {
            throw new IllegalArgumentException(
                    "The text of a summary has {{ or }} without the other: a place looks like {{booking_id}}.");
        }
        return new SummaryTemplate(text, names);
    }

    private static String nameOf(MatchResult place) {
        var name = place.group(1).strip();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A place in the text of a summary looks like {{booking_id}} or {{guest.name}}, and not like %s."
                            .formatted(place.group()));
        }
        return name;
    }

    /** {@return the names of its places} */
    public Set<String> names() {
        return names;
    }

    /**
     * Tells which places would stay empty.
     *
     * @param response the fields of the completion
     * @return their names, sorted
     */
    public List<String> missing(Map<String, ?> response) {
        var missing = new ArrayList<String>();
        names.forEach(name -> {
            if (value(response, name).isEmpty()) {
                missing.add(name);
            }
        });
        missing.sort(String::compareTo);
        return List.copyOf(missing);
    }

    /**
     * Puts values in.
     *
     * @param response the fields of the completion
     * @return the text, cut at 4,096 characters; empty if the completion lacks a value, so that nobody reads half a
     *     sentence
     */
    public Optional<String> fill(Map<String, ?> response) {
        Objects.requireNonNull(response, "response");
        if (!missing(response).isEmpty()) {
            return Optional.empty();
        }
        var filled = PLACE.matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(value(response, nameOf(place)).orElse("")));
        var shown = filled.codePointCount(0, filled.length()) > MAX_CHARACTERS
                ? filled.substring(0, filled.offsetByCodePoints(0, MAX_CHARACTERS))
                : filled;
        return shown.isBlank() ? Optional.empty() : Optional.of(shown);
    }

    private static Optional<String> value(Map<String, ?> response, String name) {
        @Nullable Object value = response;
        for (var part : name.split("\\.", -1)) {
            value = value instanceof Map<?, ?> fields ? fields.get(part) : null;
        }
        return switch (value) {
            case String text -> Optional.of(CONTROL.matcher(text).replaceAll(" "));
            case Number number -> Optional.of(number.toString());
            case Boolean flag -> Optional.of(flag.toString());
            case null, default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return "SummaryTemplate[%s]".formatted(text);
    }
}
