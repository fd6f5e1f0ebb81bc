package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.webhook.queue.WebhookItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The queue after some days of a busy account: a million keys and more of events that were handled. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManyWebhookKeysIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    /** One million that may be forgotten, one that may not, and some that were given up. */
    private static final String MANY = """
            INSERT INTO penstock_webhook (key, json, attempt, ended_at, gave_up)
            SELECT 'message:wamid.' || i, CASE WHEN i % 2000 = 0 THEN '{}'::bytea END, 1,
                   clock_timestamp() - CASE WHEN i <= 1000000 THEN interval '9 days' ELSE interval '1 day' END,
                   i % 2000 = 0
            FROM generate_series(1, 2000000) AS i""";

    private static HikariDataSource pool;
    private static PostgresWebhookQueue queue;

    @BeforeAll
    static void fill() throws Exception {
        pool = TestDatabase.pool(TestDatabase.installed(), 8);
        TestDatabase.execute(pool, MANY);
        TestDatabase.execute(pool, "VACUUM ANALYZE penstock_webhook");
        TestDatabase.execute(pool, "CHECKPOINT");
        queue = PostgresWebhookQueue.of(pool);
    }

    @AfterAll
    static void close() {
        queue.close();
        pool.close();
    }

    @Test
    @Order(1)
    void hideNeitherWhatIsAsideNorWhatIsDue() throws Exception {
        assertThat(queue.aside()).isEqualTo(1_000);
        for (var wanted : List.of("WHERE gave_up", "WHERE due_at <= statement_timestamp()")) {
            assertThat(TestDatabase.plan(pool, "SELECT key FROM penstock_webhook " + wanted))
                    .contains("Index")
                    .doesNotContain("Seq Scan");
        }

        assertThat(queue.takeUpAgain()).isEqualTo(1_000);
        assertThat(queue.aside()).isZero();
        assertThat(queue.size()).isEqualTo(1_000);
    }

    @Test
    @Order(2)
    void areForgottenWhileEventsAreTaken() throws Exception {
        queue.put(List.of(new WebhookItem("fresh", "{}".getBytes(StandardCharsets.UTF_8))));

        assertThat(queue.claim(Duration.ZERO)).isPresent();

        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> TestDatabase.one(
                                pool,
                                "SELECT count(*) FROM penstock_webhook WHERE ended_at < clock_timestamp() - interval"
                                        + " '8 days' AND NOT gave_up")
                        .equals("0"));
        assertThat(TestDatabase.one(pool, "SELECT count(*) FROM penstock_webhook WHERE ended_at IS NOT NULL"))
                .isEqualTo(String.valueOf(1_000_000 - 500));
    }
}
