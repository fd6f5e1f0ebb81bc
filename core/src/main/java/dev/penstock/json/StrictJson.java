package dev.penstock.json;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON that others wrote, and writes our own.
 *
 * <p>Refused:
 *
 * <ul>
 *   <li>anything that is not exactly one JSON object in well-formed UTF-8;
 *   <li>a key that appears twice in one object;
 *   <li>nesting deeper than {@value #MAX_DEPTH};
 *   <li>numbers longer than {@value #MAX_NUMBER_LENGTH} characters, or with an exponent beyond 1,000;
 *   <li>keys longer than {@value #MAX_KEY_LENGTH} characters;
 *   <li>more than {@value #MAX_TOKENS} tokens.
 * </ul>
 *
 * <p>The caller bounds the size, since it has the bytes in hand; the tokens are bounded because small
 * objects take thirty times the memory of their text.
 *
 * <p>Values come as {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link java.math.BigInteger},
 * {@link Double}, {@link java.math.BigDecimal} for what a {@code Double} would not give back digit by digit, such as
 * {@code 1e400}, {@link java.util.List}, {@link Map} in the order of the text, or {@code null}. Thread-safe.
 */
public final class StrictJson {

    /** How deep arrays and objects may nest: 64. */
    public static final int MAX_DEPTH = 64;

    /** How long the text of a number may be, in characters: 100. */
    public static final int MAX_NUMBER_LENGTH = 100;

    /** How long a key may be, in characters: 1,000. */
    public static final int MAX_KEY_LENGTH = 1_000;

    /** How many keys, values, and beginnings and ends of objects and arrays there may be in all: 250,000. */
    public static final int MAX_TOKENS = 250_000;

    private static final int MAX_STRING_LENGTH = 20_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_KEY_LENGTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final JavaType OBJECT =
            MAPPER.getTypeFactory().constructMapType(java.util.LinkedHashMap.class, String.class, Object.class);

    private StrictJson() {}

    /**
     * Reads one JSON object.
     *
     * @param utf8 the text; not changed
     * @return its fields in the order of the text
     * @throws JsonFormatException if it is anything else than exactly one JSON object
     */
    public static Map<String, Object> readObject(byte[] utf8) {
        Objects.requireNonNull(utf8, "utf8");
        return readObject(StrictUtf8.decode(utf8));
    }

    /**
     * Reads one JSON object.
     *
     * @param text the text
     * @return its fields in the order of the text
     * @throws JsonFormatException if it is anything else than exactly one JSON object
     */
    public static Map<String, Object> readObject(String text) {
        Objects.requireNonNull(text, "text");
        Map<String, Object> object;
        try {
            object = MAPPER.readValue(text, OBJECT);
        } catch (JacksonException refused) {
            var location = refused.getLocation();
            // Jackson's own message quotes the text, which may be a person's data.
            throw new JsonFormatException(
                    location == null
                            ? "The text is not one JSON object."
                            : "The text is not one JSON object: refused at line %d, column %d."
                                    .formatted(location.getLineNr(), location.getColumnNr()));
        }
        if (object == null) {
            throw new JsonFormatException("The text is not one JSON object.");
        }
        ExactNumbers.of(object);
        return object;
    }

    /**
     * Writes a value as compact JSON.
     *
     * @param value a map, list, string, number, boolean, or anything Jackson can write, such as a record
     * @return the text in UTF-8
     * @throws IllegalArgumentException if it holds something that is no JSON value
     */
    public static byte[] write(Object value) {
        Objects.requireNonNull(value, "value");
        return written(() -> MAPPER.writeValueAsBytes(value));
    }

    /**
     * Writes an object as compact JSON so that equal objects have equal bytes, and others have others: keys are sorted,
     * and a number is its exact value, so that {@code 1}, {@code 1.0} and {@code 1e0} are one. For comparisons; people
     * get {@link #write}.
     *
     * @param object a map of JSON values: maps with text keys, lists, texts, numbers, booleans, nulls
     * @return the text in UTF-8
     * @throws IllegalArgumentException if it holds something else
     */
    public static byte[] writeCanonical(Map<String, Object> object) {
        Objects.requireNonNull(object, "object");
        return CanonicalJson.write(object);
    }

    /**
     * Writes a value as indented JSON for people.
     *
     * @param value a map, list, string, number, boolean, or anything Jackson can write, such as a record
     * @return the text
     * @throws IllegalArgumentException if it cannot be written
     */
    public static String writePretty(Object value) {
        Objects.requireNonNull(value, "value");
        return written(() -> MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }

    private static <T> T written(Supplier<T> writer) {
        try {
            return writer.get();
        } catch (JacksonException refused) {
            // Jackson's own message may quote the value.
            throw new IllegalArgumentException(
                    "The value cannot be written as JSON: it holds something that is no JSON value.");
        }
    }
}
