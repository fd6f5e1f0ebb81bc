package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"ser, serve", "keys ro, rotate", "serve --allow, --allow-readable-secrets"})
    void bashCompletesCommandsAndOptions(String begun, String completed) throws Exception {
        var words = begun.split(" ", -1);
        assertThat(bash("""
                COMP_WORDS=(penstock %s)
                COMP_CWORD=%d
                _complete_penstock
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(begun, words.length)).lines()).contains(completed);
    }

    @Test
    void fishKnowsEveryCommandAndItsOptions() {
        var script = CommandRun.of("completion", "fish").out();

        assertThat(script)
                .contains("'__penstock_at' -f -a serve -d 'Serve endpoints before a backend in any language.'")
                .contains("'__penstock_at keys' -f -a rotate -d ")
                .contains("'__penstock_at serve' -l config -r -d ")
                .contains("'__penstock_at serve' -l check -d ")
                .doesNotContain("%n");
        assertThat(script.lines().filter(line -> line.startsWith("complete ")))
                .allSatisfy(line -> assertThat(line.replace("\\'", "").chars().filter(c -> c == '\''))
                        .as(line)
                        .hasSize(4));
    }

    @Test
    void anUnknownShellIsAWrongCommandLine() {
        var run = CommandRun.of("completion", "tcsh");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'tcsh'").contains("bash, zsh or fish");
    }

    private String bash(String lines) throws Exception {
        var script = directory.resolve("penstock.bash");
        Files.writeString(script, CommandRun.of("completion", "bash").out());
        var bash = new ProcessBuilder("bash", "-c", "source '%s'\n%s".formatted(script, lines))
                .redirectErrorStream(true)
                .start();
        var said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said;
    }
}
