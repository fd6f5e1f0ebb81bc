package dev.penstock.gateway.config;

import dev.penstock.gateway.config.Shape.AtMostOne;
import dev.penstock.gateway.config.Shape.ExactlyOne;
import dev.penstock.gateway.config.Shape.Needs;
import dev.penstock.json.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration as a JSON Schema (draft 2020-12), with which editors complete and check it:
 * {@code # yaml-language-server: $schema=penstock.schema.json} in its first line.
 */
public final class JsonSchema {

    /** A value that holds a variable is checked when it has been read. */
    private static final String VARIABLE = "\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\}";

    private JsonSchema() {}

    /** {@return the schema of {@code penstock.yaml}, as JSON} */
    public static String ofConfiguration() {
        return document("Penstock gateway", Shapes.CONFIGURATION);
    }

    /** {@return the schema of the file of one tenant, as JSON} */
    public static String ofTenant() {
        return document("A tenant of a Penstock gateway", Shapes.TENANT);
    }

    private static String document(String title, Shape shape) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.putAll(object(shape));
        return StrictJson.writePretty(schema) + "\n";
    }

    private static Map<String, Object> object(Shape shape) {
        var properties = new LinkedHashMap<String, Object>();
        var needed = new ArrayList<String>();
        for (var key : shape.keys()) {
            var property = new LinkedHashMap<>(schema(key.type()));
            property.put(
                    "description",
                    key.fallback().isEmpty() ? key.meaning() : key.meaning() + " Default: " + key.fallback() + ".");
            properties.put(key.name(), property);
            if (key.isNeeded()) {
                needed.add(key.name());
            }
        }
        var object = new LinkedHashMap<String, Object>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.put("properties", properties);
        if (!needed.isEmpty()) {
            object.put("required", needed);
        }
        var rules = shape.rules().stream().map(JsonSchema::rule).toList();
        if (!rules.isEmpty()) {
            object.put("allOf", rules);
        }
        return object;
    }

    private static Map<String, Object> rule(Shape.Rule rule) {
        return switch (rule) {
            case ExactlyOne one -> Map.of("oneOf", required(one.keys()));
            case AtMostOne one -> Map.of("not", Map.of("required", one.keys()));
            case Needs needs ->
                Map.of("dependentSchemas", Map.of(needs.key(), Map.of("anyOf", required(needs.others()))));
        };
    }

    private static List<Map<String, List<String>>> required(List<String> keys) {
        return keys.stream().map(key -> Map.of("required", List.of(key))).toList();
    }

    private static Map<String, Object> schema(Type type) {
        return switch (type) {
            case Type.Words words ->
                text(
                        words.form().pattern().equals("(?s).+")
                                ? ".+"
                                : words.form().pattern());
            case Type.Whole whole -> whole(whole);
            case Type.Time time -> text(Units.TIME_PATTERN);
            case Type.Size size -> text(Units.SIZE_PATTERN);
            case Type.Share share -> text("([1-9][0-9]?|100)%");
            case Type.Moment moment -> text("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
            case Type.Url url -> text("https?://.+");
            case Type.JdbcUrl url -> text("jdbc:postgresql:.+");
            case Type.File file -> text(".+");
            case Type.Folder folder -> text(".+");
            case Type.KeptFile file -> text(".+");
            case Type.SecretFile file -> text(".+");
            case Type.SecretVariable variable -> text("[A-Za-z_][A-Za-z0-9_]*");
            case Type.Choice choice -> choice(choice);
            case Type.Several several -> several(several);
            case Type.Headers headers ->
                map("type", "object", "additionalProperties", Map.of("type", List.of("string", "number", "boolean")));
            case Type.Group group -> object(group.shape());
            case Type.WordOr wordOr -> map("anyOf", List.of(Map.of("const", wordOr.word()), object(wordOr.shape())));
        };
    }

    private static Map<String, Object> text(String pattern) {
        return map("type", "string", "pattern", "^(%s)$|%s".formatted(pattern, VARIABLE));
    }

    private static Map<String, Object> whole(Type.Whole whole) {
        var number = map("type", "integer", "minimum", whole.least());
        number.put("maximum", whole.most());
        return map("anyOf", List.of(number, map("type", "string", "pattern", "^[0-9]+$|" + VARIABLE)));
    }

    private static Map<String, Object> choice(Type.Choice choice) {
        return map("anyOf", List.of(Map.of("enum", choice.choices()), map("type", "string", "pattern", VARIABLE)));
    }

    private static Map<String, Object> several(Type.Several several) {
        var list = map("type", "array", "items", schema(several.each()));
        list.put("minItems", several.least());
        return several.orOne() ? map("anyOf", List.of(schema(several.each()), list)) : list;
    }

    private static Map<String, Object> map(String key, Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        return map;
    }

    private static Map<String, Object> map(String key, Object value, String key2, Object value2) {
        var map = map(key, value);
        map.put(key2, value2);
        return map;
    }
}
