package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Replicas of one endpoint, each with connections of its own, on one PostgreSQL. */
class ReplicasIT {

    private static final int ROUNDS = 15;
    private static final int COPIES = 9;

    private final List<HikariDataSource> pools = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch mayFinish = new CountDownLatch(1);
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private String url;

    @BeforeEach
    void install() throws SQLException {
        // It tells at length of every connection that is killed.
        ((Logger) LoggerFactory.getLogger("com.zaxxer.hikari")).setLevel(Level.ERROR);
        url = TestDatabase.installed();
    }

    @AfterEach
    void closePools() {
        mayFinish.countDown();
        pools.forEach(HikariDataSource::close);
    }

    private HikariDataSource pool() {
        var pool = TestDatabase.pool(url, 6);
        pools.add(pool);
        return pool;
    }

    private FlowEndpoint replica(String scope, Duration timeBudget) {
        var flow = Flow.named("shop")
                .timeBudget(timeBudget)
                .onScreen("FORM", request -> NextScreen.of("NEXT").with("run", runs.incrementAndGet()))
                .onScreen("SLEEPY", request -> {
                    Thread.sleep(ThreadLocalRandom.current().nextInt(30));
                    return request.complete(Map.of("run", runs.incrementAndGet()));
                })
                .onScreen("BREAKS", request -> {
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        throw new IllegalStateException();
                    }
                    return request.stay("Run " + runs.incrementAndGet());
                })
                .onScreen("BOOK", request -> {
                    int run = runs.incrementAndGet();
                    mayFinish.await();
                    return request.complete(Map.of("booking_id", scope + " " + run));
                })
                .oncePerSubmission("SLEEPY")
                .oncePerSubmission("BOOK")
                .build();
        return FlowEndpoint.builder(flow)
                .keyset(TestPhone.KEYSET)
                .appSecrets(TestPhone.SECRETS)
                .uniqueFlowTokens()
                .replayGuard(PostgresReplayGuard.of(pool()))
                .scope(scope)
                .build();
    }

    /**
     * All connections are killed at random moments, during COMMIT too, and claims are taken for those of the dead.
     * Before and after, and while the same bytes come to every replica at once, no two answers may differ.
     */
    @Test
    void atMostOneCiphertextLeavesForEachRequestWhateverHappensToTheDatabase() throws Exception {
        var replicas = List.of(
                replica("/shop", Duration.ofSeconds(1)),
                replica("/shop", Duration.ofSeconds(1)),
                replica("/shop", Duration.ofSeconds(1)));
        var killer = pool();
        int refused = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var killing = threads.submit(() -> killUntilItIsOver(killer));
            for (int round = 0; round < ROUNDS; round++) {
                var screen = List.of("FORM", "SLEEPY", "BREAKS").get(round % 3);
                var sealed = TestPhone.submit(screen, "token " + round, Map.of());
                var bodies = new HashSet<String>();
                for (int again = 0; again < 3; again++) {
                    var copies = new ArrayList<Callable<EndpointResponse>>();
                    for (int i = 0; i < COPIES; i++) {
                        var replica = replicas.get(i % replicas.size());
                        copies.add(() -> counted(replica.answer(sealed.request())));
                    }
                    for (var copy : threads.invokeAll(copies)) {
                        var answer = copy.get();
                        if (answer.body().length > 0) {
                            bodies.add(sealed.open(answer.body()));
                        } else {
                            refused++;
                            assertThat(answer.status()).isEqualTo(503);
                        }
                    }
                }
                assertThat(bodies).as("round %d, %s", round, screen).hasSizeLessThanOrEqualTo(1);
            }
            isOver.set(true);
            killing.get();
        }
        assertThat(answered).as("answered").hasValueGreaterThan(ROUNDS);
        assertThat(refused).as("refused").isPositive();
    }

    private EndpointResponse counted(EndpointResponse response) {
        if (response.body().length > 0) {
            answered.incrementAndGet();
        }
        return response;
    }

    private Void killUntilItIsOver(HikariDataSource killer) throws Exception {
        while (!isOver.get()) {
            try {
                TestDatabase.execute(killer, """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()""");
                TestDatabase.execute(
                        killer, "UPDATE penstock_answer SET lease_until = clock_timestamp() WHERE answered_at IS NULL");
            } catch (SQLException locked) {
                // the next time
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(5, 60));
            letSomebodyIn();
        }
        return null;
    }

    /** On a machine where connecting takes longer than the pauses between the kills, nobody would ever be answered. */
    private void letSomebodyIn() throws InterruptedException {
        int before = answered.get();
        for (int i = 0; i < 20 && answered.get() == before && !isOver.get(); i++) {
            Thread.sleep(20);
        }
    }

    @Test
    void submissionRunsOnceThoughItsHandlerTakesLongerThanItsTimeBudget() {
        var one = replica("/shop", Duration.ofMillis(300));
        var other = replica("/shop", Duration.ofMillis(300));

        assertThat(tap(one)).contains("longer than usual");
        assertThat(tap(other)).contains("longer than usual");
        assertThat(tap(one)).contains("longer than usual");
        assertThat(runs).hasValue(1);

        mayFinish.countDown();
        await().until(() -> one.handlersRunningOn() == 0);

        assertThat(tap(other)).contains("\"booking_id\":\"/shop 1\"");
        assertThat(runs).hasValue(1);
    }

    @Test
    void twoBusinessesWithFlowsOfOneNameGetNothingOfEachOther() {
        mayFinish.countDown();

        assertThat(tap(replica("/one/shop", Duration.ofSeconds(5)))).contains("/one/shop 1");
        assertThat(tap(replica("/two/shop", Duration.ofSeconds(5)))).contains("/two/shop 2");
        assertThat(tap(replica("/one/shop", Duration.ofSeconds(5)))).contains("/one/shop 1");
    }

    /** Another request each time: the same token, screen and data. */
    private static String tap(FlowEndpoint endpoint) {
        var sealed = TestPhone.submit("BOOK", "1", Map.of("seat", "A1"));
        return sealed.open(endpoint.answer(sealed.request()).body());
    }
}
