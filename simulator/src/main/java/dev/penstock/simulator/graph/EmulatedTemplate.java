package dev.penstock.simulator.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A template, as it was created, and what of it a message must fill in. */
final class EmulatedTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}\\s]+)\\s*}}");

    final String id;
    final String accountId;
    final String name;
    final String language;
    final String category;
    final boolean isNamed;
    final List<Map<?, ?>> components;

    /** The Flow of its Flow button, if it has one. */
    final Optional<EmulatedFlow> flow;

    String status = "APPROVED";

    EmulatedTemplate(
            String id,
            String accountId,
            String name,
            String language,
            String category,
            boolean isNamed,
            List<Map<?, ?>> components,
            Optional<EmulatedFlow> flow) {
        this.id = id;
        this.accountId = accountId;
        this.name = name;
        this.language = language;
        this.category = category;
        this.isNamed = isNamed;
        this.components = components;
        this.flow = flow;
    }

    Optional<Map<?, ?>> component(String type) {
        return components.stream()
                .filter(component -> word(component, "type").equals(type))
                .findFirst();
    }

    /** {@code TEXT}, {@code IMAGE}, {@code VIDEO}, {@code DOCUMENT}; empty without a header. */
    Optional<String> headerFormat() {
        return component("HEADER").map(header -> word(header, "format"));
    }

    String text(String component) {
        return component(component).flatMap(found -> Json.text(found, "text")).orElse("");
    }

    List<Map<?, ?>> buttons() {
        return component("BUTTONS").stream()
                .flatMap(buttons -> Json.objects(buttons, "buttons"))
                .toList();
    }

    Optional<Map<?, ?>> flowButton() {
        return buttons().stream()
                .filter(button -> word(button, "type").equals("FLOW"))
                .findFirst();
    }

    /** As Meta lists it; the Flow of a button always by its id. */
    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id);
        json.put("name", name);
        json.put("language", language);
        json.put("status", status);
        json.put("category", category);
        json.put("parameter_format", isNamed ? "NAMED" : "POSITIONAL");
        json.put("components", components);
        return json;
    }

    /** The placeholders of a text, each once, in the order of the text. */
    static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** A text with its placeholders filled in; what has no value stays. */
    static String filled(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found ->
                        java.util.regex.Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    static String word(Map<?, ?> map, String name) {
        return Json.text(map, name).orElse("").toUpperCase(Locale.ROOT);
    }

    static Stream<String> words(Map<?, ?> map, String... names) {
        return Stream.of(names).flatMap(name -> Json.text(map, name).stream());
    }
}
