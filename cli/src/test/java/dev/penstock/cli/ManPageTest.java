package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPageTest {

    @TempDir
    private Path directory;

    @Test
    void everyCommandHasAPageThatSaysWhatItsHelpSays() throws Exception {
        var run = CommandRun.of("man", directory.resolve("man1").toString());

        assertThat(run.exitCode()).isZero();
        assertThat(page("penstock"))
                .startsWith(".TH \"PENSTOCK\" 1 ")
                .contains(".SH NAME\npenstock \\- The endpoint for WhatsApp Flows.\n")
                .contains(".TP\npenstock\\-serve(1)\n");
        assertThat(page("penstock-load"))
                .contains("\n.TP\n\\-\\-rate=N\nHow many requests are begun in a second; default 50.\n")
                .contains(".SH EXAMPLES\n.nf\npenstock load ")
                .doesNotContain("${");
        assertThat(page("penstock-keys-rotate")).contains(".SH SYNOPSIS").contains(".SH DESCRIPTION");
    }

    @Test
    void noTextIsTakenForAnInstruction() throws Exception {
        CommandRun.of("man", directory.resolve("man1").toString());

        try (var pages = Files.list(directory.resolve("man1"))) {
            for (var page : pages.toList()) {
                assertThat(Files.readAllLines(page))
                        .as(page.getFileName().toString())
                        .filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
                        .allMatch(line -> line.matches("\\.(TH .*|SH [A-Z]+|TP|nf|fi|br)"));
            }
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        var file = Files.createFile(directory.resolve("file"));

        var run = CommandRun.of("man", file.resolve("man1").toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains("cannot be written").contains("file");
    }

    private String page(String name) throws Exception {
        return Files.readString(directory.resolve("man1").resolve(name + ".1"));
    }
}
