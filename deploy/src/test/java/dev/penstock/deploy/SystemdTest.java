package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of systemd, by systemd's own verification. */
class SystemdTest {

    @TempDir
    private Path directory;

    @Test
    void systemdKnowsEveryKey() throws Exception {
        assertThat(verify(unit())).isEmpty();
        assertThat(verify(unit().replace("PrivateTmp", "PrivateTemp"))).contains("PrivateTemp");
    }

    @Test
    void stoppingInOrderIsNoFailureAndHasItsTime() throws IOException {
        assertThat(unit()).contains("\nSuccessExitStatus=143\n", "\nTimeoutStopSec=30s\n", "\nDynamicUser=yes\n");
    }

    private String verify(String unit) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not here");
        // The program is not installed where the tests run.
        var file = Files.writeString(
                directory.resolve("penstock.service"), unit.replace("/opt/penstock/bin/penstock", "/bin/true"));
        var process = new ProcessBuilder("systemd-analyze", "verify", file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static String unit() throws IOException {
        return Files.readString(Chart.MODULE.resolve("systemd/penstock.service"));
    }
}
