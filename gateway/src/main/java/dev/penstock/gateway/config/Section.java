package dev.penstock.gateway.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A group of keys as it was read: every value has the type of its key. */
record Section(Shape shape, Where where, Map<String, Value> values) {

    Section {
        values = Map.copyOf(values);
    }

    /** A value and its place; groups and lists hold further ones. */
    record Value(Object held, Where where) {}

    static Section empty(Shape shape, Where where) {
        return new Section(shape, where, Map.of());
    }

    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Where whereIs(String key) {
        return Optional.ofNullable(values.get(key)).map(Value::where).orElse(where);
    }

    private <T> Optional<T> get(String key, Class<T> type) {
        return Optional.ofNullable(values.get(key))
                .map(Value::held)
                .filter(type::isInstance)
                .map(type::cast);
    }

    Optional<String> text(String key) {
        return get(key, String.class);
    }

    Optional<Integer> whole(String key) {
        return get(key, Long.class).map(Math::toIntExact);
    }

    Optional<Long> size(String key) {
        return get(key, Long.class);
    }

    Optional<Duration> time(String key) {
        return get(key, Duration.class);
    }

    Optional<Instant> moment(String key) {
        return get(key, Instant.class);
    }

    Optional<URI> url(String key) {
        return get(key, URI.class);
    }

    Optional<Path> path(String key) {
        return get(key, Path.class);
    }

    Optional<Section> section(String key) {
        return get(key, Section.class);
    }

    /** A secret, whichever of its two keys gives it. */
    Optional<SecretText> secret(String name) {
        return get(name + "-file", SecretText.class).or(() -> get(name + "-env", SecretText.class));
    }

    List<Value> list(String key) {
        return get(key, ValueList.class).map(ValueList::values).orElse(List.of());
    }

    List<Section> sections(String key) {
        return list(key).stream()
                .map(Value::held)
                .filter(Section.class::isInstance)
                .map(Section.class::cast)
                .toList();
    }

    Map<String, String> headers(String key) {
        return get(key, HeaderMap.class).map(HeaderMap::headers).orElse(Map.of());
    }

    /** What a list holds. */
    record ValueList(List<Value> values) {

        ValueList {
            values = List.copyOf(values);
        }
    }

    /** What headers hold; values may be secrets. */
    record HeaderMap(Map<String, String> headers) {

        HeaderMap {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return headers.keySet().toString();
        }
    }
}
