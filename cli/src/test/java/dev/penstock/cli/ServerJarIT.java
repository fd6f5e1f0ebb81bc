package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers and images run: the program without the embedded PostgreSQL and without the phone. */
class ServerJarIT {

    private static final Path WHOLE = Project.root().resolve("cli/target/penstock.jar");
    private static final Path SERVER = Project.root().resolve("cli/target/penstock-server.jar");

    @TempDir
    private Path directory;

    @Test
    void itCarriesNeitherPostgresNorThePhone() throws Exception {
        try (var jar = new JarFile(SERVER.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("dev/penstock/gateway/Gateway.class", "org/postgresql/Driver.class")
                    .noneMatch(name -> name.endsWith(".txz")
                            || name.startsWith("dev/penstock/simulator/")
                            || name.startsWith("io/zonky/"))
                    .filteredOn(name -> name.startsWith("dev/penstock/examples/") && name.endsWith(".class"))
                    .containsExactly("dev/penstock/examples/booking/OrderlyStop.class");
        }
        assertThat(SERVER.toFile().length()).isLessThan(WHOLE.toFile().length() * 2 / 3);
    }

    @Test
    void itsHelpNamesWhatItCanAndNothingElse() throws Exception {
        var help = run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.said()).contains("  serve ", "  keys ").doesNotContain("demo", "  dev ", "  play ");
    }

    @Test
    void itServesWithoutAFileOnlyWhatItHas() throws Exception {
        var said = directory.resolve("said.txt");
        var serving = new ProcessBuilder(command("serve", "http://127.0.0.1:1/flow", "--port", "0"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try (var lines = serving.inputReader(StandardCharsets.UTF_8)) {
            var words = lines.lines().takeWhile(line -> !line.contains("Stop with Ctrl-C"));
            Files.write(said, (Iterable<String>) words::iterator);
            assertThat(serving.isAlive()).as(Files.readString(said)).isTrue();
            serving.destroy();
            assertThat(serving.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            serving.destroyForcibly();
        }
        assertThat(said).content().contains("Serving http://127.0.0.1:").doesNotContain("phone");
    }

    @Test
    void itSaysWhereThePhoneIs() throws Exception {
        var dev = run("serve", "http://127.0.0.1:3000/flow", "--dev");

        assertThat(dev.exitCode()).isEqualTo(2);
        assertThat(dev.said()).contains("--dev needs the whole program");

        var load = run("load", "http://127.0.0.1:3000/flow", "--scenario", "person.yaml");

        assertThat(load.said()).contains("--scenario needs the whole program");
        assertThat(load.exitCode()).isEqualTo(2);
    }

    private record Run(int exitCode, String said) {}

    private Run run(String... arguments) throws Exception {
        var process = new ProcessBuilder(command(arguments))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }

    private static List<String> command(String... arguments) {
        return Stream.concat(
                        Stream.of(System.getProperty("java.home") + "/bin/java", "-jar", SERVER.toString()),
                        Stream.of(arguments))
                .toList();
    }
}
