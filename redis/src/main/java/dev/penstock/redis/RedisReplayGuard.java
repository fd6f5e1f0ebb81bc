package dev.penstock.redis;

import dev.penstock.internal.HeldLease;
import dev.penstock.internal.Patience;
import dev.penstock.log.Seldom;
import dev.penstock.redis.AnswerScripts.Replaced;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A replay guard that all replicas share, on Redis or Valkey 7.0 or later.
 *
 * <p>Who asks first claims the id with {@code SET NX GET PX}, makes the answer without holding a connection, and puts
 * it in the place of its claim if that is still there. The others look again every 10 to 200 ms. A claim holds for as
 * long as its maker runs, and ends by itself a little after the maker was last heard of (the patience given to
 * {@link #once} and {@link #LEASE_MARGIN}). A maker that comes too late returns the other's answer, or throws, but
 * never its own.
 *
 * <p>Redis copies to its replicas afterwards, so one that takes over may not know the last claims and answers, unless
 * {@link RedisConnections.Builder#replicas} says how many must have an answer before it is given. What a forgotten
 * claim leads to is that a maker runs twice, and one of the two answers is given. A forgotten answer is made anew. For
 * submissions, which come with new bytes each time, that means a handler that runs twice, and never a repeated nonce;
 * {@link #forSubmissions} therefore asks only that nothing is evicted. For requests it would be a repeated nonce;
 * {@link #forRequests} refuses a Redis that can forget an answer that was given.
 *
 * <p>Answers are sealed under keys derived from the {@link ReplayId}, of which Redis holds only a hash. If Redis does
 * not answer, callers learn it within five seconds, and nobody gets an answer of which Redis does not say that it has
 * it.
 *
 * <p>Immutable and thread-safe.
 */
public final class RedisReplayGuard implements ReplayGuard {

    /** How much longer than the patience of {@link #once} a claim holds: 4 seconds. */
    public static final Duration LEASE_MARGIN = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(RedisReplayGuard.class);
    private static final Duration MAX_KEEP = Duration.ofHours(24);

    /** How long an answer that is not kept stays there for those who wait: many times the longest pause. */
    private static final Duration FOR_WAITERS = Duration.ofSeconds(5);

    private final AnswerScripts scripts;
    private final Duration keep;
    private final Seldom unreleased = Seldom.oncePerMinute(InstantSource.system());
    private final Seldom unprolonged = Seldom.oncePerMinute(InstantSource.system());

    private RedisReplayGuard(AnswerScripts scripts, Duration keep) {
        this.scripts = scripts;
        this.keep = keep;
    }

    /**
     * Creates a guard for submissions that keeps answers for an hour.
     *
     * @param connections the Redis; the caller closes them
     * @return the guard
     */
    public static RedisReplayGuard forSubmissions(RedisConnections connections) {
        Objects.requireNonNull(connections, "connections");
        return new RedisReplayGuard(new AnswerScripts(connections), Duration.ofHours(1));
    }

    /**
     * Creates a guard for requests, good for submissions too, that keeps answers for an hour.
     *
     * @param connections the Redis; the caller closes them
     * @return the guard
     * @throws UnfitRedisException if this Redis can forget an answer that was given: its append-only file has to be
     *     written before it says that it has something, and it must have as many replicas as answers wait for
     */
    public static RedisReplayGuard forRequests(RedisConnections connections) {
        try {
            RedisFitness.of(connections).checkThatItForgetsNothing();
        } catch (JedisException away) {
            throw new UnfitRedisException("The Redis cannot be asked: check whether it runs.", away);
        }
        return forSubmissions(connections);
    }

    /**
     * Returns a guard that keeps answers for another time.
     *
     * @param keep positive, at most 24 hours; default one hour
     * @return a copy
     */
    public RedisReplayGuard withKeep(Duration keep) {
        if (keep.isZero() || keep.isNegative() || keep.compareTo(MAX_KEEP) > 0) {
            throw new IllegalArgumentException(
                    "Answers are kept for %s: the time must be positive and at most %s.".formatted(keep, MAX_KEEP));
        }
        return new RedisReplayGuard(scripts, keep);
    }

    @Override
    public GuardedAnswer once(ReplayId id, Duration patience, Supplier<GuardedAnswer> maker) {
        Objects.requireNonNull(maker, "maker");
        var key = AnswerKey.of(id);
        var claim = AnswerKey.newClaim();
        var lease = patience.plus(LEASE_MARGIN);
        var patient = Patience.of(patience);
        boolean hasWaited = false;
        while (true) {
            var found = claim(key, claim, lease);
            if (found.length == 0) {
                return make(key, claim, lease, maker);
            }
            if (!AnswerKey.isClaim(found)) {
                // What stood there as a claim when we first looked was answered after we had asked.
                if (AnswerKey.isKept(found) || hasWaited) {
                    return given(key, found);
                }
                if (takeOver(key, found, claim, lease)) {
                    return make(key, claim, lease, maker);
                }
            }
            hasWaited = true;
            if (!patient.pause()) {
                throw new AnswerPendingException();
            }
        }
    }

    /** What stands there; empty if the claim is ours. */
    private byte[] claim(AnswerKey key, byte[] claim, Duration lease) {
        try {
            return scripts.claim(key, claim, lease).orElse(new byte[0]);
        } catch (JedisException failed) {
            throw new ReplayGuardException("Redis cannot be asked.", failed);
        }
    }

    private boolean takeOver(AnswerKey key, byte[] found, byte[] claim, Duration lease) {
        try {
            return scripts.takeOver(key, found, claim, lease);
        } catch (JedisException failed) {
            throw new ReplayGuardException("Redis cannot be asked.", failed);
        }
    }

    /** An answer that another has made, as soon as nobody who takes over could have missed it. */
    private GuardedAnswer given(AnswerKey key, byte[] found) {
        try {
            if (!AnswerKey.isKept(found) || scripts.isEverywhere(key, found)) {
                return key.answer(found);
            }
        } catch (JedisException failed) {
            throw new ReplayGuardException("Redis cannot be asked.", failed);
        }
        throw notEverywhere();
    }

    private GuardedAnswer make(AnswerKey key, byte[] claim, Duration lease, Supplier<GuardedAnswer> maker) {
        var answer = HeldLease.make(lease, () -> prolong(key, claim, lease), () -> release(key, claim), maker);
        return store(key, claim, answer);
    }

    private GuardedAnswer store(AnswerKey key, byte[] claim, GuardedAnswer answer) {
        try {
            return switch (scripts.store(key, claim, key.value(answer), answer.isKept() ? keep : FOR_WAITERS)) {
                case Replaced.Done() -> answer;
                case Replaced.NotEverywhere() -> throw notEverywhere();
                case Replaced.Another(var value) when AnswerKey.isKept(value) -> given(key, value);
                case Replaced.Another(var claimed) ->
                    throw new ReplayGuardException("An answer came too late, and another is being made.");
                case Replaced.Gone() -> throw new ReplayGuardException("An answer came too late to be kept.");
            };
        } catch (JedisException failed) {
            throw new ReplayGuardException("An answer was made, and Redis does not say that it has it.", failed);
        }
    }

    private static ReplayGuardException notEverywhere() {
        return new ReplayGuardException("An answer was made, and not all replicas of Redis say that they have it.");
    }

    private boolean prolong(AnswerKey key, byte[] claim, Duration lease) {
        try {
            return scripts.prolong(key, claim, lease);
        } catch (JedisException failed) {
            unprolonged.log(more -> LOG.warn(
                    "A claim could not be prolonged ({}); it ends soon.{}",
                    failed.getClass().getName(),
                    more));
            return true;
        }
    }

    private void release(AnswerKey key, byte[] claim) {
        try {
            scripts.release(key, claim);
        } catch (JedisException failed) {
            unreleased.log(more -> LOG.warn(
                    "A claim could not be given back ({}); it ends by itself.{}",
                    failed.getClass().getName(),
                    more));
        }
    }

    @Override
    public String toString() {
        return "RedisReplayGuard[keep=" + keep + "]";
    }
}
