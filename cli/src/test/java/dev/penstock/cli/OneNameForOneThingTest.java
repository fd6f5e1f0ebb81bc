package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever searches for a class by its name finds one. The examples are programs of their own, and may repeat a name.
 */
class OneNameForOneThingTest {

    @Test
    void noTwoTypesHaveTheSameName() throws IOException {
        var types = types(Project.root());

        assertThat(types).containsKeys("FlowEndpoint", "Linter", "PhoneSession", "Penstock");
        assertThat(repeated(types)).isEmpty();
    }

    @Test
    void aRepeatedNameIsFound(@TempDir Path root) throws IOException {
        for (var file : List.of("core/src/main/java/dev/one/Same.java", "graph/src/main/java/dev/two/Same.java")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "class Same {}");
        }

        assertThat(repeated(types(root))).containsOnlyKeys("Same");
    }

    private static Map<String, List<Path>> repeated(Map<String, List<Path>> types) {
        var repeated = new TreeMap<>(types);
        repeated.values().removeIf(files -> files.size() == 1);
        return repeated;
    }

    /** The top-level types of every module, by name, each with its files. */
    private static Map<String, List<Path>> types(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(OneNameForOneThingTest::sources)
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", ""),
                            TreeMap::new,
                            Collectors.toList()));
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
