package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command and option that our messages and Javadoc name is one that the program has. */
class NamedCommandsTest {

    /** Labels under which hashes are made; they begin like a command. */
    private static final List<String> LABELS = List.of(
            "penstock app secret id",
            "penstock flow token v1",
            "penstock row id v1",
            "penstock row key v1",
            "penstock signing secret id");

    @Test
    void everyCommandInTheSourcesExists() throws IOException {
        try (var files = Files.walk(Project.root())) {
            var lines = files.filter(NamedCommandsTest::isMainSource)
                    .flatMap(NamedCommandsTest::lines)
                    .filter(line -> LABELS.stream().noneMatch(line::contains))
                    .toList();

            assertThat(lines.stream().filter(line -> line.contains("penstock keys ")))
                    .hasSizeGreaterThan(5);
            assertThat(lines.stream()
                            .flatMap(line ->
                                    NamedCommands.unknown(line).stream().map(problem -> problem + " in " + line)))
                    .isEmpty();
        }
    }

    @Test
    void noticesCommandsAndOptionsThatDoNotExist() {
        assertThat(NamedCommands.unknown("Run: penstock lint FILE"))
                .singleElement()
                .asString()
                .contains("\"lint\"");
        assertThat(NamedCommands.unknown("penstock flow lint FILE"))
                .singleElement()
                .asString()
                .contains("\"lint\"");
        assertThat(NamedCommands.unknown("penstock keys register --account 1001"))
                .singleElement()
                .asString()
                .contains("--account");
        assertThat(NamedCommands.unknown("penstock keys generate, then penstock keys enroll."))
                .singleElement()
                .asString()
                .contains("\"enroll\"");
        assertThat(NamedCommands.unknown("penstock doctor finds which; penstock flow push FILE --waba 1001."))
                .isEmpty();
    }

    private static boolean isMainSource(Path file) {
        return file.toString().contains("/src/main/java/") && file.toString().endsWith(".java");
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
