package dev.penstock.cli.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.cli.CommandRun;
import dev.penstock.simulator.graph.Fault;
import dev.penstock.simulator.graph.GraphCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscribeCommandTest {

    @TempDir
    Path directory;

    private EmulatedMeta meta;
    private HttpServer webhook;

    @BeforeEach
    void start() throws IOException {
        meta = new EmulatedMeta(directory);
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            try (exchange) {
                var challenge = exchange.getRequestURI().getQuery().replaceFirst("^.*hub.challenge=([^&]*).*$", "$1");
                exchange.sendResponseHeaders(200, challenge.length());
                exchange.getResponseBody().write(challenge.getBytes(StandardCharsets.UTF_8));
            }
        });
        webhook.start();
    }

    @AfterEach
    void stop() {
        webhook.stop(0);
        meta.close();
    }

    @Test
    void subscribesToWhatFlowsNeedAndToWhatComesWhileTheBusinessAgentAnswers() throws IOException {
        var run = subscribe();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().get("fields")).isEqualTo(List.of("flows", "messages", "messaging_handovers", "standby"));
    }

    @Test
    void doesWithoutTheNewFieldsWhereMetaDoesNotKnowThem() throws IOException {
        meta.emulator.failNext(
                new Fault.Other(
                        400,
                        "{\"error\":{\"message\":\"(#100) Param fields must be one of {messages}\",\"code\":100}}"),
                1,
                SubscribeCommandTest::isSubscription);

        var run = subscribe();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().get("fields")).isEqualTo(List.of("flows", "messages"));
    }

    @Test
    void otherRefusalsStayRefusals() throws IOException {
        meta.emulator.failNext(
                new Fault.Other(
                        400, "{\"error\":{\"message\":\"(#2200) Callback verification failed\",\"code\":2200}}"),
                1,
                SubscribeCommandTest::isSubscription);

        var run = subscribe();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("Callback verification failed");
    }

    private static boolean isSubscription(GraphCall call) {
        return call.method().equals("POST") && call.path().equals("4001/subscriptions");
    }

    private CommandRun subscribe() throws IOException {
        var verify = Files.writeString(directory.resolve("verify"), "verify-me-please");
        return meta.run(
                "webhooks",
                "subscribe",
                "--waba",
                "1001",
                "--callback",
                "http://127.0.0.1:" + webhook.getAddress().getPort() + "/hook",
                "--verify-token-file",
                verify.toString(),
                "--app-secret-file",
                meta.appSecretFile.toString(),
                "-o",
                "json");
    }
}
