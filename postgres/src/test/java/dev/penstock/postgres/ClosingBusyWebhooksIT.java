package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica is stopped with its hands full of events; another takes them over without waiting for a lease. */
class ClosingBusyWebhooksIT {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final RequestSignature SIGNATURE = RequestSignature.of(SECRETS);
    private static final int EVENTS = 200;

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
    void whatDoesNotEndInTimeIsHandledByTheNext() throws Exception {
        var never = new CountDownLatch(1);
        var begun = new Semaphore(0);
        var stopped = endpoint(Duration.ofMillis(100), id -> {
            begun.release();
            awaitQuietly(never);
        });
        deliver(stopped);
        begun.acquire(10);

        stopped.close();

        assertThat(TestDatabase.one(pool, "SELECT count(*) FROM penstock_webhook WHERE attempt > 0"))
                .isEqualTo("0");
        Set<String> handled = ConcurrentHashMap.newKeySet();
        try (var next = endpoint(Duration.ofSeconds(10), handled::add)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> handled.size() == EVENTS && next.keptAside() == 0);
        }
    }

    @Test
    void whatEndsInTimeIsNotHandledAgain() throws Exception {
        var goOn = new CountDownLatch(1);
        var begun = new Semaphore(0);
        Set<String> first = ConcurrentHashMap.newKeySet();
        Set<String> second = ConcurrentHashMap.newKeySet();
        var stopped = endpoint(Duration.ofSeconds(60), id -> {
            begun.release();
            awaitQuietly(goOn);
            first.add(id);
        });
        deliver(stopped);
        begun.acquire(10);

        var closing = Thread.ofVirtual().start(stopped::close);
        goOn.countDown();
        closing.join();
        try (var next = endpoint(Duration.ofSeconds(10), second::add)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> first.size() + second.size() == EVENTS && next.keptAside() == 0);
        }

        assertThat(first).isNotEmpty().doesNotContainAnyElementsOf(second);
    }

    private WebhookEndpoint endpoint(Duration closeLimit, Consumer<String> handler) {
        return WebhookEndpoint.builder(
                        SECRETS,
                        VerifyToken.of("open-sesame"),
                        WebhookHandlers.none().onOther(event -> handler.accept(event.toString() + event.hashCode())))
                .queue(PostgresWebhookQueue.of(pool))
                .timeLimits(Duration.ofSeconds(60), Duration.ofMillis(10), closeLimit)
                .build();
    }

    private static void deliver(WebhookEndpoint endpoint) {
        var messages = IntStream.range(0, EVENTS)
                .mapToObj("{\"id\":\"wamid.%d\",\"type\":\"text\"}"::formatted)
                .collect(Collectors.joining(","));
        var body = ("{\"entry\":[{\"id\":\"W1\",\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":["
                        + messages + "]}}]}]}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(endpoint.answer("POST", "", body, SIGNATURE.sign(body)).status())
                .isEqualTo(200);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
