package dev.penstock.replay;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A replay guard in the memory of one process, bounded by time and by bytes. When the bytes run out, the oldest answers are
 * forgotten first. Thread-safe.
 */
public final class InMemoryReplayGuard implements ReplayGuard {

    private final Duration keep;
    private final InstantSource clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ReplayId, CompletableFuture<Answer>> underWay = new HashMap<>();
    private final KeptAnswers kept;

    private InMemoryReplayGuard(Builder builder) {
        this.keep = builder.keep;
        this.clock = builder.clock;
        this.kept = new KeptAnswers(builder.maxBytes);
    }

    /** {@return a builder with the defaults: one hour, 64 MiB or a quarter of the heap if that is less, the system's clock} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Answer once(ReplayId id, Duration patience, Supplier<Answer> maker) {
        CompletableFuture<Answer> mine;
        CompletableFuture<Answer> theirs;
        lock.lock();
        try {
            kept.forgetExpired(clock.millis());
            var answered = kept.get(id);
            if (answered.isPresent()) {
                return answered.get();
            }
            mine = new CompletableFuture<>();
            theirs = underWay.putIfAbsent(id, mine);
        } finally {
            lock.unlock();
        }
        return theirs == null ? make(id, mine, maker) : await(theirs, patience);
    }

    private Answer make(ReplayId id, CompletableFuture<Answer> mine, Supplier<Answer> maker) {
        try {
            var answer = maker.get();
            settle(id, Optional.of(answer).filter(Answer::isKept));
            mine.complete(answer);
            return answer;
        } finally {
            if (!mine.isDone()) {
                settle(id, Optional.empty());
                mine.cancel(false);
            }
        }
    }

    /** From now on the answer is kept, or the next who asks makes another. */
    private void settle(ReplayId id, Optional<Answer> answer) {
        lock.lock();
        try {
            underWay.remove(id);
            answer.ifPresent(made -> kept.put(id, made, clock.millis() + keep.toMillis()));
        } finally {
            lock.unlock();
        }
    }

    private static Answer await(CompletableFuture<Answer> theirs, Duration patience) {
        try {
            return theirs.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | java.util.concurrent.CancellationException notMade) {
            throw new AnswerPendingException();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AnswerPendingException();
        }
    }

    /** Builds a guard in memory. Not thread-safe. */
    public static final class Builder {

        private Duration keep = Duration.ofHours(1);
        private long maxBytes = Math.max(
                1024 * 1024, Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 4));
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Sets how long answers are kept.
         *
         * @param keep positive; default one hour
         * @return this builder
         */
        public Builder keep(Duration keep) {
            if (keep.isZero() || keep.isNegative()) {
                throw new IllegalArgumentException(
                        "Answers are kept for %s: the time must be positive.".formatted(keep));
            }
            this.keep = keep;
            return this;
        }

        /**
         * Sets how many bytes all kept answers may take.
         *
         * @param maxBytes at least 1 MiB; default 64 MiB, or a quarter of the heap if that is less
         * @return this builder
         */
        public Builder maxBytes(long maxBytes) {
            if (maxBytes < 1024 * 1024) {
                throw new IllegalArgumentException(
                        "The replay guard may take %d bytes: give it 1 MiB at least.".formatted(maxBytes));
            }
            this.maxBytes = maxBytes;
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param clock tells when answers expire; default the system's
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** {@return the guard} */
        public InMemoryReplayGuard build() {
            return new InMemoryReplayGuard(this);
        }
    }
}
