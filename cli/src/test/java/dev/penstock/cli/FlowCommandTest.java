package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.json.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowCommandTest {

    private static final String VALID = """
            {
              "version": "7.3",
              "screens": [
                {
                  "id": "WELCOME",
                  "title": "Welcome",
                  "terminal": true,
                  "layout": {
                    "type": "SingleColumnLayout",
                    "children": [
                      {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}
                    ]
                  }
                }
              ]
            }
            """;

    @TempDir
    Path directory;

    private String valid;
    private String invalid;

    @BeforeEach
    void write() throws Exception {
        valid = Files.writeString(directory.resolve("valid.json"), VALID).toString();
        invalid = Files.writeString(directory.resolve("invalid.json"), VALID.replace("\"Footer\"", "\"Foother\""))
                .toString();
    }

    @Test
    void isContentWithAValidDocument() {
        assertThat(CommandRun.of("flow", "check", valid).exitCode()).isZero();
    }

    @Test
    void refusesAFrozenVersionForNewFlowsOnly() throws Exception {
        var frozen = Files.writeString(directory.resolve("frozen.json"), VALID.replace("7.3", "4.0"))
                .toString();

        var check = CommandRun.of("flow", "check", frozen);
        var checkNew = CommandRun.of("flow", "check", "--new", frozen);

        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).contains("Version 4.0 is frozen");
        assertThat(checkNew.exitCode()).isEqualTo(1);
        assertThat(checkNew.out()).contains("Version 4.0 is frozen");
        assertThat(CommandRun.of("flow", "check", "--new", valid).exitCode()).isZero();
    }

    @Test
    void drawsTheLineThatIsWrong() {
        var run = CommandRun.of("flow", "check", valid, invalid);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("invalid.json:11", "INVALID_PROPERTY_VALUE", "\"Foother\"", "^");
    }

    @Test
    void reportsInTheShapeOfMeta() {
        var run = CommandRun.of("flow", "check", invalid, "-o", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json()).containsKey("validation_errors");
        assertThat(run.out()).contains("\"line_start\"", "\"pointers\"");
    }

    @Test
    void reportsAsSarif() {
        assertThat(CommandRun.of("flow", "check", invalid, "-o", "sarif").json())
                .containsEntry("version", "2.1.0");
    }

    @Test
    void reportsAFileThatIsNotThere() {
        var run = CommandRun.of("flow", "check", directory.resolve("none.json").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("cannot be read");
    }

    @Test
    void showsScreensAndDrawsTheRoutingGraph() throws Exception {
        var svg = directory.resolve("routing.svg");

        assertThat(CommandRun.of("flow", "show", valid).out()).contains("WELCOME");
        assertThat(CommandRun.of("flow", "show", valid, "--svg", svg.toString()).exitCode())
                .isZero();
        assertThat(Files.readString(svg)).startsWith("<svg").contains("WELCOME");
    }

    @Test
    void showsAFlowToProgramsAsJson() {
        var svg = directory.resolve("for-programs.svg").toString();
        var shown = CommandRun.of("flow", "show", valid, "-o", "json").json();

        assertThat(shown).containsEntry("routing_declared", false).containsEntry("version", "7.3");
        assertThat(String.valueOf(shown.get("screens"))).contains("id=WELCOME", "terminal=true");
        assertThat(CommandRun.of("flow", "show", valid, "--svg", svg, "-o", "json")
                        .json())
                .isEqualTo(Map.of("svg", svg));
    }

    @Test
    void givesRecordsToProgramsAsJson() {
        var printed = CommandRun.of("flow", "records", valid, "--package", "com.example", "-o", "json");
        var written = CommandRun.of(
                "flow",
                "records",
                valid,
                "--package",
                "com.example",
                "--dir",
                directory.resolve("sources").toString(),
                "-o",
                "json");

        assertThat(printed.json()).containsEntry("class", "com.example.FlowRecords");
        assertThat(String.valueOf(printed.json().get("source"))).startsWith("package com.example;");
        assertThat(written.json())
                .containsEntry("class", "com.example.FlowRecords")
                .containsEntry(
                        "file",
                        directory
                                .resolve("sources/com/example/FlowRecords.java")
                                .toString());
    }

    @Test
    void writesRecordsIntoASourceDirectory() {
        var run = CommandRun.of(
                "flow",
                "records",
                valid,
                "--package",
                "com.example",
                "--class",
                "Screens",
                "--dir",
                directory.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(directory.resolve("com/example/Screens.java"))
                .content()
                .contains("package com.example;", "class Screens");
    }

    @Test
    void writesOpenApiToTheOutputOrAFile() {
        var printed = CommandRun.of("flow", "openapi", valid, "--title", "Booking");
        var file = directory.resolve("booking.openapi.json");
        var written = CommandRun.of("flow", "openapi", valid, "--title", "Booking", "--to", file.toString());

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(StrictJson.readObject(printed.out()))
                .containsEntry("openapi", "3.1.0")
                .extractingByKey("info")
                .asString()
                .contains("title=Booking");
        assertThat(written.out()).contains("Wrote " + file);
        assertThat(file).content().isEqualTo(printed.out());
    }
}
