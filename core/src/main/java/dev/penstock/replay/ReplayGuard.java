package dev.penstock.replay;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sees to it that a request is answered once: whoever comes with the same id gets the same answer, and nothing runs
 * twice.
 *
 * <p>This matters for two reasons. Proxies and people repeat requests, and a booking must not be made twice. And key
 * and initialization vector of an answer are fixed by its request, so a second, different answer to the same bytes
 * would break the encryption of both.
 *
 * <p>So one rule binds every implementation: {@link #once} returns an answer only if it is the one that is kept, or the
 * one that is given to all who wait for it. Where it cannot know that, it throws, and its caller sends nothing. What it
 * no longer remembers within the time for which it keeps answers, it must still recognise, and refuse.
 *
 * <p>Implementations are thread-safe. {@link #ofProcess()} and {@link #inMemory()} serve one process; replicas of one
 * endpoint share a guard on PostgreSQL.
 */
public interface ReplayGuard {

    /**
     * Returns the answer that is kept under an id, or makes it.
     *
     * <p>While one caller makes the answer, others with the same id wait for it. A maker may take longer than their
     * patience: the id stays its own until it has come to its end.
     *
     * @param id what is answered
     * @param patience how long to wait for another caller who is making the answer
     * @param maker makes the answer; called at most once, in the calling thread, without a lock held
     * @return the answer
     * @throws AnswerPendingException if another caller is still making the answer when patience has run out
     * @throws AnswerNotKeptException if there was an answer, which can no longer be given
     * @throws ReplayGuardException if the guard cannot promise that the answer is the only one, for example because its
     *     database is down. The maker may have been called all the same: what it made must not be sent
     */
    GuardedAnswer once(ReplayId id, Duration patience, Supplier<GuardedAnswer> maker);

    /**
     * Tells whether other processes ask the same guard. An endpoint then needs a scope that is the same in all of them.
     *
     * @return whether they do; {@code true} unless an implementation knows better
     */
    default boolean isShared() {
        return true;
    }

    /**
     * Returns the guard that all endpoints of this process share unless they are given another. It is in memory.
     * Answers are kept for an hour, and all of them take 64 MiB at most, or a quarter of the heap if that is less.
     *
     * <p>It is one object, so that its memory is bounded once and not once for each endpoint, and so that the same
     * bytes are recognised whichever endpoint they come to, before and after it was built anew. Endpoints get nothing
     * of each other by it: see the scope of an endpoint.
     *
     * @return the guard, the same each time
     */
    static ReplayGuard ofProcess() {
        return ProcessGuard.INSTANCE;
    }

    /**
     * Creates a guard in memory that keeps answers for an hour and up to 64 MiB, or a quarter of the heap if that is
     * less.
     *
     * @return a new guard with memory of its own
     */
    static ReplayGuard inMemory() {
        return InMemoryReplayGuard.builder().build();
    }
}
