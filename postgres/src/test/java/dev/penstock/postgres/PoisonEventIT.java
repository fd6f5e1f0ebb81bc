package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.event.FlowCompletion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event on which the handler always fails, in a queue that outlives the process. */
class PoisonEventIT {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final RequestSignature SIGNATURE = RequestSignature.of(SECRETS);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean repaired = new AtomicBoolean();
    private HikariDataSource pool;

    @BeforeEach
    void open() throws Exception {
        pool = TestDatabase.pool(TestDatabase.installed(), 8);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void isKeptAsideWithItsContentAndHandledByTheNextProcessWhoseHandlerIsRepaired() throws Exception {
        try (var endpoint = endpoint()) {
            deliver(endpoint, "wamid.poison");
            for (int i = 0; i < 10; i++) {
                deliver(endpoint, "wamid." + i);
            }

            await().atMost(LONG).until(() -> handled.size() == 10);
            await().atMost(LONG).until(() -> endpoint.keptAside() == 1);
            assertThat(failures).hasValue(5);
        }
        assertThat(TestDatabase.one(pool, "SELECT convert_from(json, 'UTF8') FROM penstock_webhook WHERE gave_up"))
                .contains("wamid.poison");

        repaired.set(true);
        try (var endpoint = endpoint()) {
            assertThat(endpoint.keptAside()).isEqualTo(1);
            assertThat(endpoint.handleKeptAside()).isEqualTo(1);

            await().atMost(LONG).until(() -> handled.contains("wamid.poison"));
            await().atMost(LONG)
                    .until(() -> TestDatabase.one(pool, "SELECT count(*) FROM penstock_webhook WHERE json IS NOT NULL")
                            .equals("0"));
            assertThat(endpoint.keptAside()).isZero();
        }
    }

    @Test
    void isKeptAsideWhenWhoeverTookItNeverCameBack() throws Exception {
        try (var queue = PostgresWebhookQueue.of(pool)) {
            queue.put(List.of(new dev.penstock.webhook.queue.WebhookItem(
                    "key", "{\"kind\":\"other\"}".getBytes(StandardCharsets.UTF_8))));
            for (int i = 0; i < 5; i++) {
                assertThat(queue.claim(Duration.ZERO)).isPresent();
                TestDatabase.execute(pool, "UPDATE penstock_webhook SET due_at = clock_timestamp()");
            }
        }

        try (var endpoint = endpoint()) {
            await().atMost(LONG).until(() -> endpoint.keptAside() == 1);
        }
    }

    private WebhookEndpoint endpoint() {
        return WebhookEndpoint.builder(
                        SECRETS,
                        VerifyToken.of("open-sesame"),
                        WebhookHandlers.none().onCompletion(this::handle))
                .queue(PostgresWebhookQueue.of(pool))
                .timeLimits(LONG, Duration.ofMillis(10), Duration.ofSeconds(5))
                .build();
    }

    private void handle(FlowCompletion completion) {
        if (completion.messageId().equals("wamid.poison") && !repaired.get()) {
            failures.incrementAndGet();
            throw new IllegalStateException("cannot book");
        }
        handled.add(completion.messageId());
    }

    private static void deliver(WebhookEndpoint endpoint, String messageId) {
        var body = """
                {"object":"whatsapp_business_account","entry":[{"id":"W1","changes":[{"field":"messages","value":{
                "messages":[{"from":"15550100","id":"%s","type":"interactive","interactive":{"type":"nfm_reply",
                "nfm_reply":{"name":"flow","body":"Sent","response_json":"{}"}}}]}}]}]}
                """.formatted(messageId).getBytes(StandardCharsets.UTF_8);
        assertThat(endpoint.answer("POST", "", body, SIGNATURE.sign(body)).status())
                .isEqualTo(200);
    }
}
