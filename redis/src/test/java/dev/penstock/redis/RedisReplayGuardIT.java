package dev.penstock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import dev.penstock.test.ReplayGuardContract;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ClientKillParams;

class RedisReplayGuardIT extends ReplayGuardContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static RedisProgram redis;

    private final ReplayId id = ReplayId.of("test", UUID.randomUUID().toString().getBytes(UTF_8));
    private RedisConnections one;
    private RedisConnections other;

    @BeforeAll
    static void startRedis() throws IOException {
        redis = RedisProgram.start();
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @BeforeEach
    void connect() {
        one = redis.connections();
        other = redis.connections();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        try (var jedis = redis.jedis()) {
            jedis.flushAll();
        }
    }

    @Override
    protected ReplayGuard guard() {
        return RedisReplayGuard.forSubmissions(one);
    }

    @Override
    protected ReplayGuard otherGuard() {
        return RedisReplayGuard.forSubmissions(other);
    }

    private String key() {
        try (var jedis = redis.jedis()) {
            return jedis.keys("*").iterator().next();
        }
    }

    @Test
    void forgetsAnAnswerWhenItsTimeIsUp() {
        var guard = RedisReplayGuard.forSubmissions(one).withKeep(Duration.ofMillis(300));
        guard.once(id, PATIENCE, () -> kept("first"));
        assertThat(text(guard.once(id, PATIENCE, () -> kept("second")))).isEqualTo("first");

        Awaitility.await()
                .until(() -> text(guard.once(id, PATIENCE, () -> kept("later"))).equals("later"));
    }

    @Test
    void keepsAnAnswerForAsLongAsItWasTold() {
        RedisReplayGuard.forSubmissions(one).withKeep(Duration.ofMinutes(7)).once(id, PATIENCE, () -> kept("first"));

        try (var jedis = redis.jedis()) {
            assertThat(jedis.pttl(key())).isBetween(400_000L, 420_000L);
        }
    }

    @Test
    void holdsTheClaimForAsLongAsTheMakerRuns() throws Exception {
        var making = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var maker = threads.submit(() -> guard().once(id, Duration.ZERO, () -> {
                making.countDown();
                await(finish);
                return kept("first");
            }));
            making.await();
            try (var jedis = redis.jedis()) {
                var claim = key();
                jedis.pexpire(claim, 2_000);

                // It is prolonged after a third of its four seconds.
                Awaitility.await().until(() -> jedis.pttl(claim) > 2_500);
            }
            assertThatThrownBy(() -> otherGuard().once(id, Duration.ZERO, () -> kept("second")))
                    .isInstanceOf(AnswerPendingException.class);

            finish.countDown();
            assertThat(text(maker.get())).isEqualTo("first");
        }
    }

    @Test
    void givesNobodyALateAnswerButThatOfTheOneWhoTookOver() throws Exception {
        var making = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> guard().once(id, PATIENCE, () -> {
                making.countDown();
                await(release);
                return kept("late");
            }));
            making.await();
            forget();

            assertThat(text(otherGuard().once(id, PATIENCE, () -> kept("taken over"))))
                    .isEqualTo("taken over");

            release.countDown();
            assertThat(text(late.get())).isEqualTo("taken over");
        }
    }

    /** As a server that takes over without having had the last claims. */
    private void forget() {
        try (var jedis = redis.jedis()) {
            jedis.flushAll();
        }
    }

    @Test
    void givesNobodyALateAnswerWhileAnotherIsBeingMade() throws Exception {
        var making = new CountDownLatch(1);
        var taken = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> guard().once(id, PATIENCE, () -> {
                making.countDown();
                await(taken);
                return kept("late");
            }));
            making.await();
            forget();
            var second = threads.submit(() -> otherGuard().once(id, PATIENCE, () -> {
                taken.countDown();
                await(finish);
                return kept("second");
            }));

            assertThatThrownBy(late::get)
                    .hasCauseInstanceOf(ReplayGuardException.class)
                    .hasMessageContaining("another is being made");

            finish.countDown();
            assertThat(text(second.get())).isEqualTo("second");
        }
    }

    @Test
    void givesNobodyAnAnswerWhoseClaimWasForgotten() {
        assertThatThrownBy(() -> guard().once(id, PATIENCE, () -> {
                    forget();
                    return kept("made");
                }))
                .isInstanceOf(ReplayGuardException.class)
                .hasMessageContaining("too late");
    }

    @Test
    void keepsNoClearTextInRedis() {
        guard().once(id, PATIENCE, () -> kept("a very private answer"));

        try (var jedis = redis.jedis()) {
            assertThat(key()).doesNotContain(id.hex());
            assertThat(new String(jedis.get(key().getBytes(UTF_8)), UTF_8)).doesNotContain("private");
        }
    }

    @Test
    void refusesAnAnswerThatWasChangedInRedis() {
        guard().once(id, PATIENCE, () -> kept("first"));
        try (var jedis = redis.jedis()) {
            var name = key().getBytes(UTF_8);
            var value = jedis.get(name);
            value[20] ^= 1;
            jedis.set(name, value);
        }

        assertThatThrownBy(() -> guard().once(id, PATIENCE, () -> kept("second")))
                .isInstanceOf(ReplayGuardException.class)
                .hasMessageContaining("changed");
    }

    @Test
    void survivesThatEveryConnectionWasClosedMeanwhile() {
        guard().once(id, PATIENCE, () -> kept("first"));
        try (var jedis = redis.jedis()) {
            jedis.clientKill(
                    ClientKillParams.clientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
        }

        assertThat(text(guard().once(id, PATIENCE, () -> kept("second")))).isEqualTo("first");
    }

    @Test
    void doesNotCallTheMakerWhenRedisIsAway() throws IOException {
        try (var short_ = RedisProgram.start();
                var connections = short_.connections()) {
            short_.kill();
            var runs = new AtomicInteger();

            assertThatThrownBy(() -> RedisReplayGuard.forSubmissions(connections)
                            .once(id, PATIENCE, () -> kept("run " + runs.incrementAndGet())))
                    .isInstanceOf(ReplayGuardException.class);
            assertThat(runs).hasValue(0);
        }
    }

    @Test
    void givesNobodyAnAnswerThatRedisDoesNotSayItHas() throws IOException {
        try (var short_ = RedisProgram.start();
                var connections = short_.connections()) {
            assertThatThrownBy(
                            () -> RedisReplayGuard.forSubmissions(connections).once(id, PATIENCE, () -> {
                                short_.kill();
                                return kept("made");
                            }))
                    .isInstanceOf(ReplayGuardException.class)
                    .hasMessageContaining("does not say that it has it");
        }
    }

    @Test
    void givesNobodyAnAnswerForWhichRedisHasNoRoom() throws IOException {
        try (var full = RedisProgram.start("--maxmemory", "3mb", "--maxmemory-policy", "noeviction");
                var connections = full.connections()) {
            var guard = RedisReplayGuard.forSubmissions(connections);

            assertThatThrownBy(() -> guard.once(id, PATIENCE, () -> new GuardedAnswer(200, fill(full), true)))
                    .isInstanceOf(ReplayGuardException.class);
        }
    }

    /** Until nothing fits any more, however small. */
    private static byte[] fill(RedisProgram full) {
        for (int size = 100_000; size > 0; size /= 10) {
            fill(full, "x".repeat(size));
        }
        return new byte[1_000];
    }

    private static void fill(RedisProgram full, String value) {
        try (var jedis = full.jedis()) {
            for (int i = 0; ; i++) {
                jedis.set("of %d bytes %d".formatted(value.length(), i), value);
            }
        } catch (JedisDataException isFull) {
            assertThat(isFull).hasMessageStartingWith("OOM");
        }
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        var guard = RedisReplayGuard.forSubmissions(one);

        assertThatThrownBy(() -> guard.withKeep(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> guard.withKeep(Duration.ofHours(25))).isInstanceOf(IllegalArgumentException.class);
    }
}
