package dev.penstock.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;

/**
 * What a guard does to a key. Each of these is one step for Redis, and may be taken twice without harm: a connection
 * that broke off does not say whether it was taken.
 */
record AnswerScripts(RedisConnections connections) {

    /** How long replicas may take to say that they have an answer. */
    private static final long ACKNOWLEDGED_MILLIS = 1_000;

    private static final byte[] REPLACE = """
            local found = redis.call('GET', KEYS[1])
            if found == ARGV[1] or found == ARGV[2] then
              redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
              return 1
            end
            return found""".getBytes(US_ASCII);

    /** Written again as it is, so that replicas can be asked whether they have it. */
    private static final byte[] REPEAT = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              redis.call('SET', KEYS[1], ARGV[1], 'KEEPTTL')
              return 1
            end
            return 0""".getBytes(US_ASCII);

    private static final byte[] PROLONG = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            end
            return 0""".getBytes(US_ASCII);

    private static final byte[] RELEASE = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              return redis.call('DEL', KEYS[1])
            end
            return 0""".getBytes(US_ASCII);

    /** What came of replacing a value. */
    sealed interface Replaced {

        /** It was replaced, and enough replicas have the new one. */
        record Done() implements Replaced {}

        /** It was replaced, and too few replicas say that they have it. */
        record NotEverywhere() implements Replaced {}

        /** Another value stands there. */
        record Another(byte[] value) implements Replaced {}

        /** Nothing stands there any more. */
        record Gone() implements Replaced {}
    }

    /** Claims a key; nothing if it is ours, or what stands there. */
    Optional<byte[]> claim(AnswerKey key, byte[] claim, Duration lease) {
        var found = Optional.ofNullable(connections.ask(redis ->
                redis.setGet(key.name(), claim, SetParams.setParams().nx().px(lease.toMillis()))));
        return found.filter(value -> !Arrays.equals(value, claim));
    }

    /** Takes the place of a value that is still there; whether it did. */
    boolean takeOver(AnswerKey key, byte[] expected, byte[] claim, Duration lease) {
        return connections.ask(redis -> replace(redis, key, expected, claim, lease, 0)) instanceof Replaced.Done;
    }

    Replaced store(AnswerKey key, byte[] claim, byte[] answer, Duration keep) {
        return connections.ask(redis -> replace(redis, key, claim, answer, keep, connections.replicas()));
    }

    private static Replaced replace(
            Jedis redis, AnswerKey key, byte[] expected, byte[] value, Duration expiry, int replicas) {
        var found = redis.eval(REPLACE, List.of(key.name()), List.of(expected, value, millis(expiry)));
        return switch (found) {
            case null -> new Replaced.Gone();
            case byte[] another -> new Replaced.Another(another);
            default -> isEverywhere(redis, replicas) ? new Replaced.Done() : new Replaced.NotEverywhere();
        };
    }

    /** Whether an answer is where it must be before it is given: with all replicas, too. */
    boolean isEverywhere(AnswerKey key, byte[] answer) {
        int replicas = connections.replicas();
        return replicas == 0
                || connections.ask(redis -> isOne(redis.eval(REPEAT, List.of(key.name()), List.of(answer)))
                        && isEverywhere(redis, replicas));
    }

    /** For what was written on this connection. */
    private static boolean isEverywhere(Jedis redis, int replicas) {
        return replicas == 0 || redis.waitReplicas(replicas, ACKNOWLEDGED_MILLIS) >= replicas;
    }

    boolean prolong(AnswerKey key, byte[] claim, Duration lease) {
        return isOne(connections.ask(redis -> redis.eval(PROLONG, List.of(key.name()), List.of(claim, millis(lease)))));
    }

    void release(AnswerKey key, byte[] claim) {
        connections.ask(redis -> redis.eval(RELEASE, List.of(key.name()), List.of(claim)));
    }

    private static boolean isOne(Object reply) {
        return Long.valueOf(1).equals(reply);
    }

    private static byte[] millis(Duration time) {
        return Long.toString(time.toMillis()).getBytes(US_ASCII);
    }
}
