package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every command in README files and docs is one that the program understands; what they do is tested beside each of
 * them.
 */
class HowToTest {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @TestFactory
    Stream<DynamicTest> understandsEveryCommand() throws IOException {
        var commands = Documentation.pages().stream()
                .flatMap(page -> commands(page).stream())
                .toList();
        assertThat(commands).hasSizeGreaterThan(20);
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(command.toString(), () -> understand(command.text())));
    }

    @TestFactory
    Stream<DynamicTest> namesNoCommandInATextThatDoesNotExist() throws IOException {
        var root = Project.root();
        return Documentation.pages().stream()
                .map(page -> DynamicTest.dynamicTest(
                        root.relativize(page).toString(),
                        () -> assertThat(quoted(page).flatMap(text -> NamedCommands.unknown(text).stream()))
                                .isEmpty()));
    }

    private record Command(Path page, int line, String text) {

        @Override
        public String toString() {
            return Project.root().relativize(page) + ":" + line + " " + text;
        }
    }

    /** Lines of code that call the program; a line that ends in a backslash goes on in the next. */
    private static List<Command> commands(Path page) {
        var lines = lines(page);
        var commands = new ArrayList<Command>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip().replaceFirst("^\\./", "");
            if (line.startsWith("penstock ")) {
                int at = i + 1;
                while (line.endsWith("\\")) {
                    line = line.substring(0, line.length() - 1) + " "
                            + lines.get(++i).strip();
                }
                commands.add(new Command(page, at, line));
            }
        }
        return commands;
    }

    /** What stands between backticks in running text. */
    private static Stream<String> quoted(Path page) {
        return lines(page).stream()
                .flatMap(line -> Pattern.compile("`(?:\\./)?(penstock [^`]*)`")
                        .matcher(line)
                        .results())
                .map(found -> found.group(1))
                // Lists of commands, and words of Prometheus.
                .map(text -> text.replaceAll("[`…|].*", ""));
    }

    private static void understand(String command) {
        var words = WORD.matcher(command.replaceFirst("\\s#\\s.*$", ""))
                .results()
                .map(word -> word.group().replaceAll("^['\"]|['\"]$", ""))
                .skip(1)
                .toArray(String[]::new);
        assertThatCode(() -> Penstock.commandLine().parseArgs(words)).doesNotThrowAnyException();
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
