package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.WebhookItem;
import dev.penstock.webhook.queue.WebhookQueueFullException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresWebhookQueueIT {

    private static final String LEASE_IS_OVER =
            "UPDATE penstock_webhook SET due_at = clock_timestamp() WHERE due_at IS NOT NULL";

    private HikariDataSource pool;
    private PostgresWebhookQueue queue;
    private PostgresWebhookQueue otherReplica;

    @BeforeEach
    void open() throws Exception {
        pool = TestDatabase.pool(TestDatabase.installed(), 8);
        queue = PostgresWebhookQueue.of(pool);
        otherReplica = PostgresWebhookQueue.of(pool);
    }

    @AfterEach
    void close() {
        queue.close();
        otherReplica.close();
        pool.close();
    }

    private static WebhookItem item(String key) {
        return new WebhookItem(key, ("{\"says\":\"" + key + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<ClaimedItem> take(PostgresWebhookQueue from) throws InterruptedException {
        return from.claim(Duration.ZERO);
    }

    @Test
    void givesWhatWasPutOnceToWhoeverAsks() throws Exception {
        assertThat(queue.put(List.of(item("a"), item("b"), item("a")))).isEqualTo(2);
        assertThat(otherReplica.put(List.of(item("b"), item("c")))).isEqualTo(1);

        var taken = List.of(
                take(queue).orElseThrow(),
                take(otherReplica).orElseThrow(),
                take(queue).orElseThrow());

        assertThat(taken).extracting(claimed -> claimed.item().key()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(taken).allSatisfy(claimed -> {
            assertThat(claimed.attempt()).isEqualTo(1);
            assertThat(claimed.item().json())
                    .isEqualTo(item(claimed.item().key()).json());
        });
        assertThat(take(queue)).isEmpty();
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.isDurable()).isTrue();
    }

    @Test
    void tellsForHowLongTheOldestItemHasBeenDue() throws Exception {
        assertThat(queue.lag()).contains(Duration.ZERO);

        queue.put(List.of(item("a"), item("b")));
        TestDatabase.execute(pool, "UPDATE penstock_webhook SET due_at = due_at - interval '1 hour' WHERE key = 'a'");
        assertThat(otherReplica.lag().orElseThrow()).isBetween(Duration.ofHours(1), Duration.ofMinutes(62));

        queue.done(take(queue).orElseThrow());
        queue.done(take(queue).orElseThrow());
        assertThat(queue.lag()).contains(Duration.ZERO);
    }

    @Test
    void knowsWhatWasHandledAndErasesWhatItSaid() throws Exception {
        queue.put(List.of(item("a")));
        queue.done(take(queue).orElseThrow());

        assertThat(otherReplica.put(List.of(item("a")))).isZero();
        assertThat(queue.size()).isZero();
        assertThat(TestDatabase.one(pool, "SELECT json IS NULL FROM penstock_webhook"))
                .isEqualTo("t");
    }

    @Test
    void givesTheItemOfADeadWorkerToAnotherWhenItsLeaseIsOver() throws Exception {
        queue.put(List.of(item("a")));
        var dead = take(queue).orElseThrow();
        assertThat(take(otherReplica)).isEmpty();

        TestDatabase.execute(pool, LEASE_IS_OVER);
        var alive = take(otherReplica).orElseThrow();
        assertThat(alive.attempt()).isEqualTo(2);

        // The one that was thought dead comes back and changes nothing.
        queue.done(dead);
        queue.retry(dead, Duration.ZERO);
        queue.giveUp(dead);
        assertThat(take(queue)).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
        otherReplica.done(alive);
        assertThat(queue.size()).isZero();
    }

    @Test
    void givesAFailedItemAgainLater() throws Exception {
        queue.put(List.of(item("a")));
        queue.retry(take(queue).orElseThrow(), Duration.ofHours(1));
        assertThat(take(queue)).isEmpty();

        TestDatabase.execute(pool, LEASE_IS_OVER);

        assertThat(take(queue).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void keepsAsideWhatWasGivenUp() throws Exception {
        queue.put(List.of(item("a")));
        queue.giveUp(take(queue).orElseThrow());

        assertThat(take(queue)).isEmpty();
        assertThat(queue.size()).isZero();
        assertThat(queue.put(List.of(item("a")))).isZero();
        assertThat(TestDatabase.one(pool, "SELECT convert_from(json, 'UTF8') FROM penstock_webhook WHERE gave_up"))
                .contains("says");
    }

    @Test
    void forgetsWhatEndedLongAgo() throws Exception {
        queue.put(List.of(item("done"), item("aside"), item("waiting")));
        for (int i = 0; i < 2; i++) {
            var claimed = take(queue).orElseThrow();
            if (claimed.item().key().equals("done")) {
                queue.done(claimed);
            } else if (claimed.item().key().equals("aside")) {
                queue.giveUp(claimed);
            }
        }
        TestDatabase.execute(pool, "UPDATE penstock_webhook SET ended_at = ended_at - interval '9 days'");

        take(PostgresWebhookQueue.of(pool));

        awaitNone("key = 'done' AND json IS NULL");
        TestDatabase.execute(pool, "UPDATE penstock_webhook SET ended_at = ended_at - interval '22 days'");
        take(PostgresWebhookQueue.of(pool));
        awaitNone("ended_at IS NOT NULL");
    }

    private void awaitNone(String condition) {
        await().until(() -> TestDatabase.one(pool, "SELECT count(*) FROM penstock_webhook WHERE " + condition)
                .equals("0"));
    }

    @Test
    void whatIsGivenBackIsDueAtOnceAndItsTryDoesNotCount() throws Exception {
        queue.put(List.of(item("a")));
        queue.giveBack(take(queue).orElseThrow());

        assertThat(take(otherReplica).orElseThrow().attempt()).isEqualTo(1);
    }

    @Test
    void takesAndHandsOnAlthoughWhatIsOldCannotBeForgotten() throws Exception {
        TestDatabase.execute(
                pool,
                "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS "
                        + "$$ BEGIN RAISE 'cannot be deleted'; END $$");
        TestDatabase.execute(pool, "CREATE TRIGGER no BEFORE DELETE ON penstock_webhook EXECUTE FUNCTION no()");
        queue.put(List.of(item("a")));

        assertThat(take(queue)).isPresent();
    }

    @Test
    void refusesWhatThereIsNoRoomFor() {
        var small = PostgresWebhookQueue.of(pool, Duration.ofMinutes(1), 2);
        small.put(List.of(item("a"), item("b")));

        assertThatThrownBy(() -> small.put(List.of(item("c")))).isInstanceOf(WebhookQueueFullException.class);
    }

    @Test
    void takesNothingWithoutItsDatabase() {
        try (var nowhere = TestDatabase.pool("jdbc:postgresql://127.0.0.1:1/none", 1);
                var lost = PostgresWebhookQueue.of(nowhere)) {
            assertThatThrownBy(() -> lost.put(List.of(item("a"))))
                    .isInstanceOf(WebhookQueueFullException.class)
                    .hasMessageContaining("cannot be written");
            assertThatThrownBy(() -> take(lost)).isInstanceOf(PostgresStoreException.class);
        }
    }

    @Test
    void aWaitingWorkerWakesUpWhenSomethingIsPut() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<ClaimedItem>> waiting = threads.submit(() -> queue.claim(Duration.ofMinutes(1)));
            queue.put(List.of(item("a")));
            assertThat(waiting.get()).isPresent();

            var closing = threads.submit(() -> queue.claim(Duration.ofMinutes(1)));
            queue.close();
            assertThat(closing.get()).isEmpty();
        }
    }

    @Test
    void manyWorkersOfTwoReplicasTakeEachItemOnce() throws Exception {
        var items = IntStream.range(0, 200).mapToObj(i -> item("event " + i)).toList();
        var taken = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Future<?>>();
            // Both replicas get every delivery, in another order.
            work.add(threads.submit(() -> items.forEach(item -> queue.put(List.of(item)))));
            work.add(threads.submit(() -> otherReplica.put(items.reversed())));
            for (var putting : work) {
                putting.get();
            }
            for (int i = 0; i < 6; i++) {
                var replica = i % 2 == 0 ? queue : otherReplica;
                work.add(threads.submit(() -> {
                    for (var next = take(replica); next.isPresent(); next = take(replica)) {
                        taken.add(next.get().item().key());
                        replica.done(next.get());
                    }
                    return 0;
                }));
            }
            for (var done : work) {
                done.get();
            }
        }

        assertThat(taken).hasSize(200).doesNotHaveDuplicates();
        assertThat(queue.size()).isZero();
    }

    @Test
    void queuesOfOneTableHaveNothingToDoWithEachOther() throws Exception {
        try (var crm = PostgresWebhookQueue.named(pool, "events:crm");
                var mail = PostgresWebhookQueue.named(pool, "events:mail")) {
            queue.put(List.of(item("a")));
            crm.put(List.of(item("crm b"), item("crm c")));

            assertThat(take(mail)).isEmpty();
            assertThat(List.of(queue.size(), crm.size(), mail.size())).containsExactly(1, 2, 0);
            crm.giveUp(take(crm).orElseThrow());
            assertThat(List.of(queue.aside(), crm.aside(), mail.aside())).containsExactly(0, 1, 0);
            assertThat(List.of(queue.takeUpAgain(), mail.takeUpAgain())).containsExactly(0, 0);
            assertThat(take(queue).orElseThrow().item().key()).isEqualTo("a");
            assertThat(take(crm).orElseThrow().item().key()).isEqualTo("crm c");
        }
    }

    @Test
    void whatIsKeptAsideIsListedTakenUpAndDroppedOneByOne() throws Exception {
        try (var crm = PostgresWebhookQueue.named(pool, "events:crm")) {
            crm.put(List.of(item("crm a"), item("crm b"), item("crm c")));
            for (int i = 0; i < 3; i++) {
                crm.giveUp(take(crm).orElseThrow());
            }

            assertThat(crm.listAside(2)).hasSize(2);
            assertThat(crm.listAside(10))
                    .extracting(aside -> aside.item().key())
                    .containsExactly("crm a", "crm b", "crm c");
            assertThat(crm.listAside(10).getFirst().attempts()).isEqualTo(1);
            assertThat(crm.listAside(10).getFirst().item().json())
                    .isEqualTo(item("crm a").json());
            assertThat(PostgresWebhookQueue.namesWithAside(pool)).containsExactly("events:crm");

            assertThat(crm.takeUpAgain("crm b")).isTrue();
            assertThat(crm.takeUpAgain("crm b")).isFalse();
            assertThat(queue.takeUpAgain("crm a")).isFalse();
            assertThat(take(crm).orElseThrow().item().key()).isEqualTo("crm b");
            assertThat(crm.drop("crm a")).isTrue();
            assertThat(crm.drop("crm a")).isFalse();
            assertThat(crm.drop("nobody")).isFalse();
            assertThat(crm.aside()).isEqualTo(1);
            assertThat(crm.put(List.of(item("crm a")))).isZero();
        }
    }

    @Test
    void namesOfQueuesHaveAForm() {
        for (var name : List.of("", "webhooks", "Events", "a b", "a'b", "x".repeat(101))) {
            assertThatThrownBy(() -> PostgresWebhookQueue.named(pool, name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
