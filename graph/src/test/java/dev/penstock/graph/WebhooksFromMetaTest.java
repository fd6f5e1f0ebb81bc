package dev.penstock.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.keys.KeyAlertResponder;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.graph.messages.Messages;
import dev.penstock.id.Recipient;
import dev.penstock.simulator.graph.Fault;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.event.Correlation;
import dev.penstock.webhook.event.FlowCompletion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksFromMetaTest {

    private static final AppSecrets SECRETS = AppSecrets.of(GraphFixture.APP_SECRET);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final GraphFixture graph = GraphFixture.start();
    private final BusinessPublicKey ours = GraphFixture.publicKey(0);
    private final List<FlowCompletion> completions = new CopyOnWriteArrayList<>();
    private final AtomicInteger alerts = new AtomicInteger();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final KeyAlertResponder responder = KeyAlertResponder.of(
            KeyRegistration.of(graph.client),
            () -> ours,
            Set.of(GraphFixture.WABA),
            KeyAlertResponder.DEFAULT_INTERVAL,
            graph.clock);
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(
                    SECRETS,
                    VerifyToken.of("open-sesame"),
                    WebhookHandlers.none()
                            .onCompletion(completions::add)
                            .onAlert(responder)
                            .onAlert(alert -> alerts.incrementAndGet()))
            .build();
    private final HttpServer server = server();

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            try (exchange) {
                var signature = exchange.getRequestHeaders().getFirst(RequestSignature.HEADER);
                var answer = endpoint.answer(
                        exchange.getRequestMethod(),
                        Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                        exchange.getRequestBody().readAllBytes(),
                        Objects.requireNonNullElse(signature, ""));
                if (answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    return;
                }
                exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        });
        server.start();
        webhookSignedWith(SECRETS);
    }

    @AfterEach
    void close() {
        server.stop(0);
        endpoint.close();
        graph.close();
    }

    @Test
    void theUrlIsVerified() throws Exception {
        assertThat(graph.emulator.verifyWebhook("open-sesame")).isTrue();
        assertThat(graph.emulator.verifyWebhook("another one")).isFalse();
    }

    @Test
    void aCompletionWhoseAnswersWereLostIsHandledOnce() throws Exception {
        Messages.of(graph.client).sendText(GraphFixture.NUMBER, Recipient.phoneNumber("15550100"), "Book a table");
        var sent = graph.emulator.sent().getFirst();
        answersToLose.set(3);

        assertThat(graph.emulator.complete(sent, "{\"booking\":\"B-19\"}")).isEqualTo(4);
        assertThat(graph.emulator.complete(sent, "{\"booking\":\"B-20\"}")).isEqualTo(1);

        await().until(() -> completions.size() == 2);
        assertThat(completions)
                .extracting(completion -> completion.response().get("booking"))
                .containsExactlyInAnyOrder("B-19", "B-20");
        assertThat(completions)
                .allSatisfy(completion ->
                        assertThat(completion.correlation()).isEqualTo(new Correlation.ByMessage(sent.id())));
    }

    @Test
    void aDeliveryUnderAnotherSecretIsNeverTaken() throws Exception {
        webhookSignedWith(AppSecrets.of("fedcba9876543210fedcba9876543210"));

        assertThat(graph.emulator.deliver("1001", "flows", keyMissing("public-key-missing", "ACTIVATED")))
                .isZero();
        assertThat(alerts).hasValue(0);
    }

    @Test
    void anAlertAboutTheKeyRegistersItAgainButNotTooOften() throws Exception {
        assertThat(graph.emulator.keyOf("2001")).isEmpty();

        deliver(keyMissing("public-key-missing", "ACTIVATED"));
        assertThat(graph.emulator.keyOf("2001")).contains(ours.pem());
        assertThat(graph.emulator.keyOf("2002")).contains(ours.pem());
        assertThat(uploads()).isEqualTo(2);

        graph.now.set(graph.now.get().plusSeconds(60));
        deliver(keyMissing("PUBLIC_KEY_MISSING", "ACTIVATED"));
        assertThat(uploads()).isEqualTo(2);

        graph.now.set(graph.now.get().plus(KeyAlertResponder.DEFAULT_INTERVAL));
        deliver(keyMissing("public-key-signiture-verification", "ACTIVATED"));
        assertThat(uploads()).isEqualTo(4);
    }

    @Test
    void otherAlertsRegisterNothing() throws Exception {
        deliver(keyMissing("timeout_error", "ACTIVATED"));
        graph.now.set(graph.now.get().plusSeconds(1));
        deliver(keyMissing("public-key-missing", "DEACTIVATED"));
        graph.now.set(graph.now.get().plusSeconds(1));
        assertThat(graph.emulator.deliver("9999", "flows", keyMissing("public-key-missing", "ACTIVATED")))
                .isEqualTo(1);
        await().until(() -> alerts.get() == 3);

        assertThat(uploads()).isZero();
    }

    @Test
    void aFailureToRegisterDoesNotStopTheOtherHandler() throws Exception {
        graph.emulator.failNext(new Fault.ExpiredToken(), 1);

        deliver(keyMissing("public-key-missing", "ACTIVATED"));

        assertThat(uploads()).isZero();
    }

    private void deliver(Map<String, Object> alert) throws InterruptedException {
        int before = alerts.get();
        assertThat(graph.emulator.deliver("1001", "flows", alert)).isEqualTo(1);
        await().until(() -> alerts.get() == before + 1);
    }

    private void webhookSignedWith(AppSecrets secrets) {
        graph.emulator.webhookTo(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), secrets, 5, PAUSE);
    }

    private long uploads() {
        return graph.emulator.calls().stream()
                .filter(call -> call.method().equals("POST") && call.path().endsWith("encryption"))
                .count();
    }

    private static Map<String, Object> keyMissing(String type, String state) {
        return Map.of(
                "event",
                "CLIENT_ERROR_RATE",
                "flow_id",
                "F1",
                "error_rate",
                20,
                "threshold",
                10,
                "alert_state",
                state,
                "errors",
                List.of(Map.of("error_type", type, "error_rate", 100, "error_count", 4)));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
