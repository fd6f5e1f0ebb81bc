package dev.penstock.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Test vectors that others published; they lie in the folder {@code vectors} of the test resources, with their
 * licences.
 */
public final class PublishedVectors {

    private PublishedVectors() {}

    /** Reads a file of vectors, such as {@code wycheproof/aes_gcm_test.json}. */
    public static JsonNode read(String file) {
        try (var vectors = PublishedVectors.class.getResourceAsStream("/vectors/" + file)) {
            assertThat(vectors).as("the vectors %s", file).isNotNull();
            return JsonMapper.shared().readTree(vectors);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The groups of a Wycheproof file. */
    public static List<JsonNode> groups(String file) {
        return list(read("wycheproof/" + file).get("testGroups"));
    }

    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    public static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }

    /** How a case is named in reports: its number, what it is about, and what is expected. */
    public static String name(JsonNode test) {
        return "%s %s (%s)".formatted(test.get("tcId").asInt(), text(test, "comment"), text(test, "result"));
    }
}
