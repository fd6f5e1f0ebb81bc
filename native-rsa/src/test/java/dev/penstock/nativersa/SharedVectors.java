package dev.penstock.nativersa;

import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The vectors beside the project; without them the tests that need them are skipped, and say so. */
final class SharedVectors {

    private SharedVectors() {}

    static Map<String, Object> read(String file) {
        var found = find(file);
        Assumptions.assumeTrue(found != null, "skipped: there is no ../shared/vectors/" + file + " beside the project");
        try {
            return StrictJson.readObject(Files.readString(found));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> object, String name) {
        return (List<Map<String, Object>>) object.get(name);
    }

    private static Path find(String file) {
        for (var dir = Path.of(System.getProperty("user.dir")).toAbsolutePath(); dir != null; dir = dir.getParent()) {
            var candidate = dir.resolveSibling("shared").resolve("vectors").resolve(file);
            if (Files.exists(dir.resolve("mvnw")) && Files.exists(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
