package dev.penstock.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.cli.CommandRun;
import dev.penstock.cli.Penstock;
import dev.penstock.cli.meta.EmulatedMeta;
import dev.penstock.trust.AppSecrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command over the emulator: it looks at its start, and listens to alerts. */
class WatchCommandIT {

    @TempDir
    Path directory;

    private EmulatedMeta meta;

    @BeforeEach
    void start() throws Exception {
        meta = new EmulatedMeta(directory);
        meta.generate();
        Files.writeString(directory.resolve("verify"), "verify-me-please");
    }

    @AfterEach
    void stop() {
        meta.close();
    }

    @Test
    void registersWhatIsMissingAndStopsWhenItIsTold() throws Exception {
        var err = new StringWriter();
        var watch = watch(err);
        var thread = new Thread(watch);
        thread.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> meta.emulator.keyOf("2002").isPresent());
        } finally {
            thread.interrupt();
        }

        assertThat(watch.get()).isZero();
        assertThat(err.toString()).contains("Watching over key").doesNotContain(EmulatedMeta.TOKEN);
        assertThat(meta.status().exitCode()).isZero();
    }

    @Test
    void registersAgainWhenASignedAlertComes() throws Exception {
        meta.register();
        var err = new StringWriter();
        var watch = watch(
                err,
                "--port",
                "0",
                "--verify-token-file",
                directory.resolve("verify").toString(),
                "--app-secret-file",
                meta.appSecretFile.toString());
        var thread = new Thread(watch);
        thread.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> err.toString().contains("The webhook is at "));
            meta.emulator.webhookTo(
                    webhook(err.toString()), AppSecrets.of(EmulatedMeta.APP_SECRET), 5, Duration.ofMillis(50));
            assertThat(meta.emulator.verifyWebhook("verify-me-please")).isTrue();
            meta.emulator.loseKey("2001");

            assertThat(meta.emulator.deliver("1001", "flows", keyMissing())).isEqualTo(1);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> meta.emulator.keyOf("2001").isPresent());
        } finally {
            thread.interrupt();
        }
        assertThat(watch.get()).isZero();
    }

    @Test
    void wantsToKnowHowMetaSignsBeforeItServesAWebhook() {
        var run = meta.run("keys", "watch", "--dir", directory.toString(), "--waba", "1001", "--port", "0");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("--verify-token-file");
        assertThat(CommandRun.of("keys", "watch", "--waba", "1001", "--every", "0")
                        .exitCode())
                .isEqualTo(2);
    }

    private FutureTask<Integer> watch(StringWriter err, String... more) throws Exception {
        var command = new java.util.ArrayList<>(List.of(
                "keys",
                "watch",
                "--dir",
                directory.toString(),
                "--waba",
                "1001",
                "--graph-url",
                meta.emulator.baseUrl().toString(),
                "--access-token-file",
                directory.resolve("token").toString()));
        command.addAll(List.of(more));
        Callable<Integer> run =
                () -> Penstock.commandLine().setErr(new PrintWriter(err)).execute(command.toArray(String[]::new));
        return new FutureTask<>(run);
    }

    private static URI webhook(String text) {
        return URI.create(text.lines()
                .filter(line -> line.contains("The webhook is at "))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*The webhook is at ", "")
                .strip());
    }

    private static Map<String, Object> keyMissing() {
        return Map.of(
                "event",
                "CLIENT_ERROR_RATE",
                "flow_id",
                "3001",
                "alert_state",
                "ACTIVATED",
                "errors",
                List.of(Map.of("error_type", "PUBLIC_KEY_MISSING", "error_rate", 100, "error_count", 4)));
    }
}
