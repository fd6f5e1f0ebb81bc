package dev.penstock.test;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published test vectors that lie beside the project, in {@code ../shared/vectors}; tests are skipped without them. */
public final class SharedVectors {

    private SharedVectors() {}

    /** Reads a file of vectors; skips the test, saying so, where there is none. */
    public static JsonNode read(String file) {
        var path = project().resolveSibling("shared").resolve("vectors").resolve(file);
        assumeTrue(Files.isReadable(path), "Skipped: the vectors ../shared/vectors/" + file + " are not here.");
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(path));
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

    private static Path project() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw")) && !Files.exists(folder.resolve("core/pom.xml"))) {
            folder = folder.getParent();
            assumeTrue(folder != null, "Skipped: the root of the project was not found.");
        }
        return folder;
    }
}
