package dev.penstock.gateway.event;

import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a destination is told. {@link #toString()} shows nothing of the contents.
 *
 * @param id the same however often it is delivered, so that a receiver can recognise it: {@code evt_} and 32
 *     hexadecimal digits
 * @param type what kind it is
 * @param time when it happened, as far as Meta tells, else when it was heard of
 * @param tenant whose it is, if the gateway serves many
 * @param data what happened; it may hold personal data
 */
public record OutgoingEvent(
        String id, EventType type, Instant time, Optional<String> tenant, Map<String, Object> data) {

    /** Refuses null and makes the data read-only. */
    public OutgoingEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(tenant, "tenant");
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /**
     * Writes it as JSON, as destinations get it: {@code id}, {@code type}, {@code timestamp}, {@code tenant} if there
     * is one, and {@code data}.
     *
     * @return the text in UTF-8
     */
    public byte[] json() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id);
        fields.put("type", type.wireName());
        fields.put("timestamp", time.toString());
        tenant.ifPresent(name -> fields.put("tenant", name));
        fields.put("data", data);
        return StrictJson.write(fields);
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @param json the text in UTF-8
     * @return the event
     * @throws IllegalArgumentException if it is no such text
     */
    public static OutgoingEvent read(byte[] json) {
        try {
            var fields = StrictJson.readObject(json);
            var type = EventType.of(String.valueOf(fields.get("type")));
            if (fields.get("id") instanceof String id
                    && type.isPresent()
                    && fields.get("data") instanceof Map<?, ?> data) {
                var copy = new LinkedHashMap<String, Object>();
                data.forEach((name, value) -> copy.put(String.valueOf(name), value));
                return new OutgoingEvent(
                        id,
                        type.get(),
                        Instant.parse(String.valueOf(fields.get("timestamp"))),
                        fields.get("tenant") instanceof String tenant ? Optional.of(tenant) : Optional.empty(),
                        copy);
            }
        } catch (JsonFormatException | DateTimeException unreadable) {
            // said below, without the contents
        }
        throw new IllegalArgumentException("The text is no event of the gateway.");
    }

    @Override
    public String toString() {
        return "OutgoingEvent[%s, %s]".formatted(id, type);
    }
}
