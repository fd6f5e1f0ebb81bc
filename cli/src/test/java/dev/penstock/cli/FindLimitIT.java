package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penstock load --find-limit} against a server whose handler can do ten requests a second. */
class FindLimitIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Semaphore ONLY_PLACE = new Semaphore(1, true);

    @TempDir
    static Path home;

    private static PenstockServer server;

    @BeforeAll
    static void serve() throws Exception {
        var key = PrivateKeys.generate();
        Files.writeString(home.resolve("public.pem"), BusinessPublicKey.of(key).pem());
        Files.writeString(home.resolve("app-secret.txt"), SECRET);
        var flow = Flow.named("slow")
                .onInit(request -> {
                    ONLY_PLACE.acquireUninterruptibly();
                    try {
                        TimeUnit.MILLISECONDS.sleep(100);
                        return NextScreen.of("A");
                    } finally {
                        ONLY_PLACE.release();
                    }
                })
                .build();
        server = PenstockServer.builder()
                .endpoint(FlowEndpoint.builder(flow)
                        .keyset(Keyset.of(key))
                        .appSecrets(AppSecrets.of(SECRET))
                        .build())
                .port(0)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void namesTheHighestRateWithoutAnAlert() {
        var html = home.resolve("limit.html");

        var run = findLimit("--rate", "8", "--duration", "3", "--warm-up", "1", "--html", html.toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "at 8 requests a second (init=1) for 3 s, after 1 s to warm up",
                        "at 16 requests",
                        "At 16 requests a second you would be alerted: p90 is",
                        "The highest rate without an alert was ");
        assertThat(html).content().contains("you would not be alerted");
    }

    @Test
    void tellsProgramsThatEveryRateIsTooHigh() {
        var run = findLimit("--rate", "8", "--duration", "1", "--warm-up", "0", "--unsigned", "-o", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json()).containsEntry("highest_rate_without_alert", 0.0);
        assertThat((List<?>) run.json().get("steps"))
                .hasSize(4)
                .allSatisfy(step -> assertThat(String.valueOf(step)).contains("100.0 % of the requests fail"));
        assertThat((Map<?, ?>) run.json().get("result"))
                .as("the slowest")
                .extracting("rate")
                .isEqualTo(1.0);
    }

    private static CommandRun findLimit(String... more) {
        var args = new ArrayList<>(List.of(
                "load",
                server.uri().resolve("/flows/slow").toString(),
                "--home",
                home.toString(),
                "--find-limit",
                "--mix",
                "init"));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }
}
