package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every command in these pages is one that the program understands; what the commands do is tested beside each of them. */
class HowToTest {

    private static final List<String> PAGES = List.of("keys.md", "webhooks.md", "doctor.md", "phone.md");

    @TestFactory
    Stream<DynamicTest> understandsEveryCommand() throws IOException {
        var directory = root().resolve("docs/how-to");
        var commands = PAGES.stream()
                .flatMap(page -> commands(directory.resolve(page)))
                .toList();
        assertThat(commands).hasSizeGreaterThan(10);
        return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> understand(command)));
    }

    private static Stream<String> commands(Path page) {
        try {
            return Files.readString(page).lines().filter(line -> line.startsWith("penstock "));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private static void understand(String command) {
        var words = Arrays.stream(command.split(" ")).skip(1).toArray(String[]::new);
        assertThatCode(() -> Penstock.commandLine().parseArgs(words)).doesNotThrowAnyException();
    }

    private static Path root() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = java.util.Objects.requireNonNull(directory.getParent());
        }
        return directory;
    }
}
