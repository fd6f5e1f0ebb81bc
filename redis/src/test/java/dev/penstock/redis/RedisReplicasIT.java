package dev.penstock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ClientKillParams;

/** Replicas of one endpoint, each with connections of its own, on one Redis. */
class RedisReplicasIT {

    private static final int ROUNDS = 15;
    private static final int COPIES = 9;

    private final Phone phone = Phone.create();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();

    private FlowEndpoint replica(RedisConnections connections) {
        var flow = Flow.named("shop")
                .onScreen("FORM", request -> {
                    Thread.sleep(ThreadLocalRandom.current().nextInt(30));
                    return NextScreen.of("NEXT").with("run", runs.incrementAndGet());
                })
                .onScreen("BOOK", request -> request.complete(Map.of("run", runs.incrementAndGet())))
                .oncePerSubmission("BOOK")
                .build();
        return FlowEndpoint.builder(flow)
                .keyset(TestKeys.KEYSET)
                .appSecrets(AppSecrets.of(TestKeys.APP_SECRET))
                .uniqueFlowTokens()
                .replayGuard(RedisReplayGuard.forRequests(connections))
                .scope("/shop")
                .build();
    }

    /**
     * All connections are closed at random moments, and claims that are under way are forgotten, as by a server that
     * takes over. No two answers to the same bytes may differ.
     */
    @Test
    void atMostOneCiphertextLeavesForEachRequestWhateverHappensToRedis() throws Exception {
        ((Logger) LoggerFactory.getLogger("dev.penstock")).setLevel(Level.OFF);
        int answered = 0;
        int refused = 0;
        try (var redis = RedisProgram.start("--appendonly", "yes", "--appendfsync", "always");
                var one = redis.connections();
                var other = redis.connections();
                var third = redis.connections();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replicas = List.of(replica(one), replica(other), replica(third));
            var disturbing = threads.submit(() -> disturbUntilItIsOver(redis));
            for (int round = 0; round < ROUNDS; round++) {
                var sealed = phone.seal(Map.of(
                        "version",
                        "4.0",
                        "action",
                        "data_exchange",
                        "screen",
                        round % 2 == 0 ? "FORM" : "BOOK",
                        "flow_token",
                        "token " + round,
                        "data",
                        Map.of()));
                var bodies = new HashSet<String>();
                for (int again = 0; again < 3; again++) {
                    var copies = new ArrayList<Callable<EndpointResponse>>();
                    for (int i = 0; i < COPIES; i++) {
                        var replica = replicas.get(i % replicas.size());
                        copies.add(() -> replica.answer(sealed.request()));
                    }
                    for (var copy : threads.invokeAll(copies)) {
                        var answer = copy.get();
                        if (answer.body().length > 0) {
                            answered++;
                            bodies.add(sealed.open(answer));
                        } else {
                            refused++;
                            assertThat(answer.status()).isEqualTo(503);
                        }
                    }
                }
                assertThat(bodies).as("round %d", round).hasSizeLessThanOrEqualTo(1);
            }
            isOver.set(true);
            disturbing.get();
        } finally {
            ((Logger) LoggerFactory.getLogger("dev.penstock")).setLevel(null);
        }
        assertThat(answered).as("answered").isGreaterThan(ROUNDS);
        assertThat(refused).as("refused").isPositive();
    }

    private Void disturbUntilItIsOver(RedisProgram redis) throws InterruptedException {
        var everybodyElse =
                ClientKillParams.clientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES);
        while (!isOver.get()) {
            try (var jedis = redis.jedis()) {
                jedis.clientKill(everybodyElse);
                for (var key : jedis.keys("penstock:answer:*")) {
                    jedis.eval(
                            "local v = redis.call('GET', KEYS[1]) "
                                    + "if v and v:sub(1, 1) == 'c' then redis.call('DEL', KEYS[1]) end",
                            List.of(key),
                            List.of());
                }
            } catch (JedisException busy) {
                // the next time
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(5, 60));
        }
        return null;
    }
}
