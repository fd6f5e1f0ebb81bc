package dev.penstock.replay;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sees to it that a request is answered once: whoever comes with the same id gets the same answer, and nothing runs twice.
 *
 * <p>This matters for two reasons. Proxies and people repeat requests, and a booking must not be made twice. And key and
 * initialization vector of an answer are fixed by its request, so a second, different answer to the same bytes would break
 * the encryption of both.
 *
 * <p>Implementations are thread-safe. {@link #inMemory()} serves one process; replicas of one endpoint share a guard on
 * PostgreSQL.
 */
public interface ReplayGuard {

    /**
     * Returns the answer that is kept under an id, or makes it.
     *
     * <p>While one caller makes the answer, others with the same id wait for it.
     *
     * @param id what is answered
     * @param patience how long to wait for another caller who is making the answer
     * @param maker makes the answer; called at most once, in the calling thread, without a lock held
     * @return the answer
     * @throws AnswerPendingException if another caller is still making the answer when patience has run out
     * @throws ReplayGuardException if the guard cannot do its work, for example because its database is down; then
     *     {@code maker} was not called
     */
    Answer once(ReplayId id, Duration patience, Supplier<Answer> maker);

    /**
     * Creates a guard in memory that keeps answers for an hour and up to 64 MiB, or a quarter of the heap if that is less.
     *
     * @return the guard
     */
    static ReplayGuard inMemory() {
        return InMemoryReplayGuard.builder().build();
    }
}
