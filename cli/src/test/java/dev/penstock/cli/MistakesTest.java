package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistakes that people make at the command line, those of {@code mistakes.txt}: the exit code, and what they are
 * told.
 */
class MistakesTest {

    private static final Pattern FOR_PROGRAMMERS = Pattern.compile("\\n\\s+at [a-z]|\\b[A-Za-z]+(?:Exception|Error)\\b"
            + "|\\b(?:java|javax|jdk|sun|picocli|dev\\.penstock)\\.[a-z]|\\bnull\\b");

    @TempDir
    private static Path directory;

    private static MistakeStage stage;

    @BeforeAll
    static void set() throws Exception {
        stage = MistakeStage.in(directory);
    }

    @AfterAll
    static void strike() throws IOException {
        stage.close();
    }

    @TestFactory
    Stream<DynamicTest> sayWhatIsWrongAndHowToCureIt() throws IOException {
        return mistakes()
                .map(mistake -> dynamicTest("penstock " + mistake.line(), () -> {
                    var run = run(mistake.line());

                    var said = run.out() + run.err();
                    assertThat(run.exitCode()).as(said).isEqualTo(mistake.exitCode());
                    assertThat(said)
                            .contains(mistake.says().stream().map(stage::fill).toList());
                    assertThat(said).doesNotContainPattern(FOR_PROGRAMMERS).doesNotContain(MistakeStage.SECRET);
                    assertThat(said.lines()).as(said).hasSizeLessThan(50);
                    if (!run.err().isEmpty()) {
                        assertThat(run.err()).containsPattern("(?m)^penstock: ").endsWith("\n");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> tellProgramsInJson() throws IOException {
        return mistakes()
                .filter(mistake ->
                        !mistake.line().contains("-o ") && !mistake.line().startsWith("help"))
                .map(mistake -> dynamicTest("penstock " + mistake.line(), () -> {
                    var run = run(mistake.line() + " -o json");

                    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(mistake.exitCode());
                    assertThat(run.json()).isNotEmpty();
                    assertThat(run.out()).doesNotContainPattern(FOR_PROGRAMMERS).doesNotContain(MistakeStage.SECRET);
                }));
    }

    /** A mistake that is not noticed may start something that never ends. */
    private static CommandRun run(String line) {
        return assertTimeoutPreemptively(Duration.ofMinutes(1), () -> CommandRun.of(stage.arguments(line)));
    }

    private record Mistake(int exitCode, String line, List<String> says) {

        static Mistake of(String row) {
            var parts = row.split("\\|", 3);
            return new Mistake(
                    Integer.parseInt(parts[0].strip()),
                    parts[1].strip(),
                    List.of(parts[2].strip().split(" ; ")));
        }
    }

    private static Stream<Mistake> mistakes() throws IOException {
        try (InputStream table = Objects.requireNonNull(MistakesTest.class.getResourceAsStream("mistakes.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(row -> !row.isBlank() && !row.startsWith("#")).map(Mistake::of).toList().stream();
        }
    }
}
