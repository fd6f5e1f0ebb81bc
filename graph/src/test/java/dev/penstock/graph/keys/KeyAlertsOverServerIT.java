package dev.penstock.graph.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.graph.GraphFixture;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.ReloadingKeyset;
import dev.penstock.server.PenstockServer;
import dev.penstock.simulator.graph.Fault;
import dev.penstock.trust.AppSecrets;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Meta loses a key and says so by a signed webhook; a real server beside the endpoint checks and registers it again.
 */
class KeyAlertsOverServerIT {

    private static final AppSecrets SECRETS = AppSecrets.of(GraphFixture.APP_SECRET);

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(KeyAlertResponder.class);

    private final GraphFixture graph = GraphFixture.start();
    private final AtomicInteger alerts = new AtomicInteger();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private KeyRing ring;
    private WebhookEndpoint webhooks;
    private PenstockServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        ring = KeyRing.at(directory, "a long passphrase".toCharArray(), graph.clock);
        var key = ring.generate().current().publicKey();
        KeyRegistration.of(graph.client).register(GraphFixture.WABA, key);
        webhooks = WebhookEndpoint.builder(
                        SECRETS,
                        VerifyToken.of("open-sesame"),
                        WebhookHandlers.none()
                                .onAlert(KeyAlertResponder.of(
                                        KeyRegistration.of(graph.client),
                                        () -> ring.state().expectedAtMeta(),
                                        Set.of(GraphFixture.WABA),
                                        KeyAlertResponder.DEFAULT_INTERVAL,
                                        graph.clock))
                                .onAlert(alert -> alerts.incrementAndGet()))
                .build();
        server = PenstockServer.builder()
                .port(0)
                .endpoint(FlowEndpoint.builder(Flow.named("clinic")
                                .onInit(request -> NextScreen.of("WELCOME"))
                                .build())
                        .keyset(ReloadingKeyset.of(ring))
                        .appSecrets(SECRETS)
                        .build())
                .webhooks("/webhooks/meta", webhooks)
                .start();
        graph.emulator.webhookTo(server.uri().resolve("/webhooks/meta"), SECRETS, 5, Duration.ofMillis(50));
        log.start();
        LOGGER.setLevel(Level.INFO);
        LOGGER.addAppender(log);
    }

    @AfterEach
    void close() {
        LOGGER.detachAppender(log);
        LOGGER.setLevel(null);
        server.close();
        webhooks.close();
        graph.close();
    }

    @Test
    void aLostKeyIsBackSoonAfterTheAlertAndNotMoreOftenThanTheIntervalAllows() throws Exception {
        var pem = ring.state().current().publicKey().pem();
        graph.emulator.loseKey("2002");

        deliver("public-key-missing");

        assertThat(graph.emulator.keyOf("2002")).contains(pem);
        assertThat(lines())
                .anyMatch(line -> line.contains("number 2001") && line.contains("our key, with a good signature"))
                .anyMatch(line -> line.contains("number 2002") && line.contains("holds no key"))
                .anyMatch(line -> line.startsWith("Registered business public key"));

        graph.emulator.loseKey("2002");
        deliver("public-key-missing");
        assertThat(graph.emulator.keyOf("2002")).isEmpty();
        assertThat(lines().getLast()).contains("registered less than PT15M ago");

        graph.now.set(graph.now.get().plus(KeyAlertResponder.DEFAULT_INTERVAL));
        deliver("public-key-signature-verification");
        assertThat(graph.emulator.keyOf("2002")).contains(pem);
        assertThat(lines()).noneMatch(line -> line.contains(GraphFixture.TOKEN) || line.contains("BEGIN"));
    }

    @Test
    void whatMetaRefusesIsLoggedAndTriedAgainWithALaterAlert() throws Exception {
        graph.emulator.loseKey("2001");
        graph.emulator.failNext(new Fault.ExpiredToken(), 1);

        deliver("public-key-missing");

        assertThat(graph.emulator.keyOf("2001")).isEmpty();
        assertThat(lines().getLast()).contains("could not be checked or registered again", "has expired");

        graph.now.set(graph.now.get().plus(KeyAlertResponder.DEFAULT_INTERVAL));
        deliver("public-key-missing");
        assertThat(graph.emulator.keyOf("2001")).isPresent();
    }

    private void deliver(String errorType) throws InterruptedException {
        int before = alerts.get();
        // The time makes each alert another event; the same one delivered again is handled once.
        graph.now.set(graph.now.get().plusSeconds(1));
        var taken = graph.emulator.deliver(
                "1001",
                "flows",
                Map.of(
                        "event",
                        "CLIENT_ERROR_RATE",
                        "flow_id",
                        "F1",
                        "error_rate",
                        20,
                        "threshold",
                        10,
                        "alert_state",
                        "ACTIVATED",
                        "errors",
                        List.of(Map.of("error_type", errorType, "error_rate", 100, "error_count", 4))));
        assertThat(taken).isEqualTo(1);
        await().until(() -> alerts.get() == before + 1);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
