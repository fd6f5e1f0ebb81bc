package dev.penstock.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.CommandRun;
import dev.penstock.cli.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is built: without Kafka, and with the jar that brings it. */
class KafkaBesideTheProgramIT {

    @TempDir
    private Path directory;

    @Test
    void worksWithTheJarThatBringsItAndSaysWhichWithout() throws Exception {
        var program = Files.copy(Project.root().resolve("cli/target/penstock.jar"), directory.resolve("penstock.jar"));
        assertThat(CommandRun.of("init", directory.resolve("gateway").toString())
                        .exitCode())
                .isZero();
        var config = directory.resolve("gateway/penstock.yaml");
        Files.writeString(config, Files.readString(config) + """
            events:
              destinations:
                - {name: lake, kafka: {brokers: "127.0.0.1:9092", topic: penstock}}
            """);

        var without = check(program, config);

        assertThat(without.said()).contains("put it beside penstock.jar");
        assertThat(without.exitCode()).isEqualTo(2);

        Files.copy(Project.root().resolve("kafka/target/penstock-kafka.jar"), directory.resolve("penstock-kafka.jar"));
        var with = check(program, config);

        assertThat(with.said()).contains("/flows/").doesNotContain("penstock-kafka.jar");
        assertThat(with.exitCode()).isZero();
    }

    private record Said(int exitCode, String said) {}

    private static Said check(Path program, Path config) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        program.toString(),
                        "serve",
                        "--check",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), said);
    }
}
