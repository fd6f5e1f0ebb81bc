package dev.penstock.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Typed looks into a JSON object that somebody else wrote: a field of another type counts as absent. */
public record Fields(Map<String, Object> map) {

    /** An object without fields. */
    public static final Fields EMPTY = new Fields(Map.of());

    /** Meta writes {@code 2026-01-01T00:00:00+0000}. */
    private static final DateTimeFormatter META_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT);

    public Optional<String> text(String name) {
        return map.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A text that says something: Meta writes {@code ""} where there is nothing to say. */
    public Optional<String> filled(String name) {
        return text(name).filter(text -> !text.isBlank());
    }

    /** A text, or a number as text: Meta writes ids and codes both ways. */
    public Optional<String> textOrNumber(String name) {
        return map.get(name) instanceof Number number ? Optional.of(number.toString()) : text(name);
    }

    public OptionalInt whole(String name) {
        if (map.get(name) instanceof Integer number) {
            return OptionalInt.of(number);
        }
        return text(name)
                .filter(text -> text.matches("-?[0-9]{1,9}"))
                .map(Integer::parseInt)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    public Optional<BigDecimal> decimal(String name) {
        var value = map.get(name);
        if (!(value instanceof Number) && !(value instanceof String)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(value.toString()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    public Optional<Boolean> bool(String name) {
        return map.get(name) instanceof Boolean bool ? Optional.of(bool) : Optional.empty();
    }

    /** A time as text, or as seconds since 1970 in a number or a text. */
    public Optional<Instant> time(String name) {
        var text = textOrNumber(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().matches("[0-9]{1,11}")) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text.get())));
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.get(), META_TIME).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    public Optional<Fields> object(String name) {
        return object(map.get(name));
    }

    public boolean has(String name) {
        return map.get(name) != null;
    }

    public List<Fields> objects(String name) {
        var objects = new ArrayList<Fields>();
        for (var item : items(name)) {
            object(item).ifPresent(objects::add);
        }
        return List.copyOf(objects);
    }

    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (var item : items(name)) {
            if (item instanceof String text) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    public List<?> items(String name) {
        return map.get(name) instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked") // The strict reader makes maps with text keys only.
    public static Optional<Fields> object(@Nullable Object value) {
        return value instanceof Map<?, ?> object
                ? Optional.of(new Fields((Map<String, Object>) object))
                : Optional.empty();
    }
}
