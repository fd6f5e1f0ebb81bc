package dev.penstock.examples.booking.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandIT {

    @TempDir
    private Path directory;

    @Test
    void stopsItsDatabaseServerWhenItIsToldToEnd() throws Exception {
        PrivateKeyFile.create(directory.resolve("private.pem"), PrivateKeys.clearPem(PrivateKeys.generate()));

        serveAndEnd(); // on a server that the library started
        serveAndEnd(); // on one that was started again without it
    }

    private void serveAndEnd() throws Exception {
        var serve = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PenstockBooking.class.getName(),
                "serve",
                "--port=0",
                "--private-key=" + directory.resolve("private.pem"),
                "--data=" + directory.resolve("booking"));
        serve.environment().put("PENSTOCK_APP_SECRET", "0123456789abcdef0123456789abcdef");
        serve.environment().remove("DATABASE_URL");
        serve.environment().remove("PGHOST");
        var process = serve.redirectError(directory.resolve("log.txt").toFile()).start();
        try {
            awaitServing(process);
            assertThat(directory.resolve("booking/data/postmaster.pid")).exists();
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            // PostgreSQL removes it as the last thing; the process itself may stay on as a zombie.
            assertThat(directory.resolve("booking/data/postmaster.pid")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    private void awaitServing(Process process) throws IOException {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = out.readLine();
            assertThat(line)
                    .as("what the process says first; its log: %s", Files.readString(directory.resolve("log.txt")))
                    .startsWith("Serving ");
        }
    }
}
