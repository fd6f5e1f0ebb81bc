package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What servers and images run: the program without the embedded PostgreSQL and without the phone. */
class ServerJarIT {

    private static final Path WHOLE = Project.root().resolve("cli/target/penstock.jar");
    private static final Path SERVER = Project.root().resolve("cli/target/penstock-server.jar");

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
        assertThat(SERVER.toFile().length()).isLessThan(WHOLE.toFile().length() / 2);
    }

    @Test
    void itsHelpNamesWhatItCan() throws Exception {
        assertThat(run(SERVER, "--help").said()).contains("serve", "keys").doesNotContain("demo", "  dev ", "  play ");
        assertThat(run(WHOLE, "--help").said()).contains("serve", "demo", "  dev ", "  play ");
    }

    @Test
    void itSaysWhereThePhoneIs() throws Exception {
        var run = run(SERVER, "serve", "http://127.0.0.1:3000/flow", "--dev");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.said()).contains("--dev needs the whole program");
    }

    private record Run(int exitCode, String said) {}

    private static Run run(Path jar, String... arguments) throws Exception {
        var command = Stream.concat(
                        Stream.of(System.getProperty("java.home") + "/bin/java", "-jar", jar.toString()),
                        List.of(arguments).stream())
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }
}
