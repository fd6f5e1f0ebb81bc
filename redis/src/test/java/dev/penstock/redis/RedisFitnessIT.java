package dev.penstock.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Redis is refused, and with what sentence. */
class RedisFitnessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String[] STRICT = {"--appendonly", "yes", "--appendfsync", "always"};

    @ParameterizedTest
    @ValueSource(strings = {"allkeys-lru", "volatile-ttl", "allkeys-random"})
    void refusesARedisThatMayEvict(String policy) throws IOException {
        try (var redis = RedisProgram.start("--maxmemory", "10mb", "--maxmemory-policy", policy)) {
            assertThatThrownBy(redis::connections)
                    .isInstanceOf(UnfitRedisException.class)
                    .hasMessageContaining("maxmemory-policy " + policy)
                    .hasMessageContaining("set maxmemory-policy noeviction");
        }
    }

    @Test
    void refusesAReplica() throws IOException {
        try (var master = RedisProgram.start();
                var replica = RedisProgram.start("--replicaof", "127.0.0.1 " + master.port())) {
            assertThatThrownBy(replica::connections)
                    .isInstanceOf(UnfitRedisException.class)
                    .hasMessageContaining("is a replica");
        }
    }

    @Test
    void refusesACluster() throws IOException {
        try (var node = RedisProgram.start("--cluster-enabled", "yes")) {
            assertThatThrownBy(node::connections)
                    .isInstanceOf(UnfitRedisException.class)
                    .hasMessageContaining("part of a cluster");
        }
    }

    @Test
    void saysWhatToCheckWhereNothingAnswers() {
        assertThatThrownBy(() -> RedisConnections.builder(URI.create("redis://127.0.0.1:1"))
                        .open())
                .isInstanceOf(UnfitRedisException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("check its URL, user and password");
    }

    @Test
    void asksWithUserAndPasswordAndRepeatsNeither() throws IOException {
        try (var redis = RedisProgram.start(
                "--user default off --user penstock on >open-sesame-123 ~penstock:* +@all".split(" "))) {
            var right = RedisConnections.builder(redis.uri()).user("penstock");
            try (var connections = right.password("open-sesame-123").open()) {
                assertThat(connections.toString()).doesNotContain("open-sesame");
            }
            assertThatThrownBy(() -> right.password("wrong-word-456").open())
                    .isInstanceOf(UnfitRedisException.class)
                    .hasMessageNotContainingAny("wrong-word-456", "penstock:");
        }
    }

    @Test
    void refusesWithTlsTheCertificateOfAnotherHost(@TempDir Path folder) throws Exception {
        TestCertificate.make(folder, "other.example.com");
        try (var redis = RedisProgram.startWithTls(folder)) {
            var tls = TestCertificate.trust(folder);

            assertThatThrownBy(() ->
                            RedisConnections.builder(redis.tlsUri()).tls(tls).open())
                    .isInstanceOf(UnfitRedisException.class)
                    .hasRootCauseInstanceOf(CertificateException.class);
        }
    }

    @Test
    void asksWithTls(@TempDir Path folder) throws Exception {
        TestCertificate.make(folder, "localhost");
        try (var redis = RedisProgram.startWithTls(folder);
                var connections = RedisConnections.builder(redis.tlsUri())
                        .tls(TestCertificate.trust(folder))
                        .open()) {
            assertThat(text(RedisReplayGuard.forSubmissions(connections).once(id(), PATIENCE, () -> kept("first"))))
                    .isEqualTo("first");
        }
        assertThatThrownBy(() -> RedisConnections.builder(URI.create("rediss://127.0.0.1:1"))
                        .open())
                .isInstanceOf(UnfitRedisException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:6379",
                "redis://user:open-sesame@127.0.0.1:6379",
                "redis:///1",
                "127.0.0.1",
                "redis://127.0.0.1/one"
            })
    void refusesWhatIsNoUrlOfARedis(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisConnections.builder(URI.create(url)))
                .withMessageContaining("redis://HOST:PORT")
                .withMessageNotContaining("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--appendonly no", "--appendonly yes --appendfsync everysec"})
    void refusesForRequestsWhatForgetsWhenItFallsOver(String settings) throws IOException {
        try (var redis = RedisProgram.start(settings.split(" "));
                var connections = redis.connections()) {
            assertThatThrownBy(() -> RedisReplayGuard.forRequests(connections))
                    .isInstanceOf(UnfitRedisException.class)
                    .hasMessageContaining("repeats a nonce")
                    .hasMessageContaining("appendfsync always");
        }
    }

    @Test
    void remembersAcrossItsOwnFallWhatItWasGivenForRequests() throws IOException {
        try (var redis = RedisProgram.start(STRICT);
                var connections = redis.connections()) {
            var guard = RedisReplayGuard.forRequests(connections);
            guard.once(id(), PATIENCE, () -> kept("first"));

            redis.kill();
            redis.startAgain();

            assertThat(text(guard.once(id(), PATIENCE, () -> kept("second")))).isEqualTo("first");
        }
    }

    @Test
    void refusesForRequestsAReplicaThatAnswersDoNotWaitFor() throws IOException {
        try (var master = RedisProgram.start(STRICT);
                var replica = RedisProgram.start("--replicaof", "127.0.0.1 " + master.port());
                var connections = master.connections()) {
            awaitReplica(master);

            assertThatThrownBy(() -> RedisReplayGuard.forRequests(connections))
                    .isInstanceOf(UnfitRedisException.class)
                    .hasMessageContaining("1 replicas, and answers wait for 0");
            assertThat(replica.port()).isPositive();
        }
    }

    @Test
    void givesAnAnswerOnlyWhenAReplicaThatCouldTakeOverHasIt() throws IOException {
        try (var master = RedisProgram.start(STRICT);
                var replica = RedisProgram.start("--replicaof", "127.0.0.1 " + master.port())) {
            awaitReplica(master);
            try (var connections =
                    RedisConnections.builder(master.uri()).replicas(1).open()) {
                var guard = RedisReplayGuard.forRequests(connections);
                guard.once(id(), PATIENCE, () -> kept("first"));
                try (var jedis = replica.jedis()) {
                    assertThat(jedis.keys("penstock:answer:*")).hasSize(1);
                }

                replica.kill();

                assertThatThrownBy(() -> guard.once(ReplayId.of("another"), PATIENCE, () -> kept("second")))
                        .isInstanceOf(ReplayGuardException.class)
                        .hasMessageContaining("not all replicas");
                assertThatThrownBy(() -> guard.once(ReplayId.of("another"), PATIENCE, () -> kept("third")))
                        .as("nor does anybody else get it")
                        .isInstanceOf(ReplayGuardException.class)
                        .hasMessageContaining("not all replicas");

                replica.startAgain();
                awaitReplica(master);

                assertThat(text(guard.once(ReplayId.of("another"), PATIENCE, () -> kept("fourth"))))
                        .isEqualTo("second");
            }
        }
    }

    private static void awaitReplica(RedisProgram master) {
        try (var jedis = master.jedis()) {
            await().until(() -> jedis.info("replication").contains("state=online"));
        }
    }

    private static ReplayId id() {
        return ReplayId.of("fitness", "one".getBytes(UTF_8));
    }

    private static GuardedAnswer kept(String text) {
        return new GuardedAnswer(200, text.getBytes(UTF_8), true);
    }

    private static String text(GuardedAnswer answer) {
        return new String(answer.body(), UTF_8);
    }
}
