package dev.penstock.nativersa;

import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The known answers of core: our own envelopes in {@code flows}, and what others published in {@code vectors}. */
final class KnownAnswers {

    private KnownAnswers() {}

    static Map<String, Object> read(String file) {
        try (var found = KnownAnswers.class.getResourceAsStream("/" + file)) {
            return StrictJson.readObject(Objects.requireNonNull(found, file).readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> object, String name) {
        return (List<Map<String, Object>>) object.get(name);
    }
}
