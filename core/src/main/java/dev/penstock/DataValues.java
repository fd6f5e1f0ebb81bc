package dev.penstock;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns what handlers return into JSON values. */
final class DataValues {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .build();

    private static final JavaType OBJECT =
            MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class);

    private DataValues() {}

    /** A JSON object from a map or a record. */
    static Map<String, Object> object(Object source) {
        if (source instanceof Map<?, ?> map) {
            return copy(map, "data");
        }
        try {
            Map<String, Object> fields = MAPPER.convertValue(source, OBJECT);
            return copy(fields, source.getClass().getSimpleName());
        } catch (JacksonException | IllegalArgumentException notAnObject) {
            throw new IllegalArgumentException("A %s cannot be the data of an answer: give a map or a record."
                    .formatted(source.getClass().getName()));
        }
    }

    static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        return with(values, Map.of(name, json(value, name)));
    }

    static Map<String, Object> with(Map<String, Object> values, Map<String, Object> others) {
        var all = new LinkedHashMap<>(values);
        all.putAll(others);
        return Collections.unmodifiableMap(all);
    }

    /** Received values as they are, nulls included, against being changed. */
    static Map<String, Object> unmodifiable(Map<String, Object> received) {
        return Collections.unmodifiableMap(received);
    }

    private static Map<String, Object> copy(Map<?, ?> map, String path) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("%s has a key that is not a text.".formatted(path));
            }
            copy.put(name, json(value, path + "." + name));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object json(@Nullable Object value, String path) {
        return switch (value) {
            case null ->
                throw new IllegalArgumentException(
                        "%s is null, which phones refuse: leave the key out.".formatted(path));
            case String text -> text;
            case Boolean bool -> bool;
            case Double number -> finite(number, number.doubleValue(), path);
            case Float number -> finite(number, number.doubleValue(), path);
            case Number number -> number;
            case Enum<?> constant -> constant.name();
            case Map<?, ?> map -> copy(map, path);
            case Collection<?> items -> list(items, path);
            case dev.penstock.FlowData data -> copy(data.asMap(), path);
            case Optional<?> optional ->
                throw new IllegalArgumentException(
                        "%s is an Optional: give its value or leave the key out.".formatted(path));
            default -> converted(value, path);
        };
    }

    private static Number finite(Number number, double value, String path) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("%s is not a finite number.".formatted(path));
        }
        return number;
    }

    private static List<Object> list(Collection<?> items, String path) {
        var list = new ArrayList<Object>(items.size());
        for (var item : items) {
            list.add(json(item, path + "[" + list.size() + "]"));
        }
        return Collections.unmodifiableList(list);
    }

    /** A record, date, array or other value, by way of Jackson. */
    private static Object converted(Object value, String path) {
        Object plain;
        try {
            plain = MAPPER.convertValue(value, Object.class);
        } catch (JacksonException | IllegalArgumentException notJson) {
            plain = value;
        }
        if (plain instanceof String
                || plain instanceof Boolean
                || plain instanceof Number
                || plain instanceof Map
                || plain instanceof Collection) {
            return json(plain, path);
        }
        throw new IllegalArgumentException("%s is a %s, which cannot be a JSON value."
                .formatted(path, value.getClass().getName()));
    }
}
