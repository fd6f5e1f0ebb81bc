package dev.penstock.replay;

import dev.penstock.log.Seldom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay guard in the memory of one process, bounded by time and by bytes. Thread-safe.
 *
 * <p>When the bytes run out, the oldest answers go first. Of each stays a marker of four bytes, so that what was
 * answered is still recognised: {@link AnswerNotKeptException}. An answer larger than all the memory is given once and
 * marked. Markers take three quarters of the memory at most; when they are full too, nothing new is taken on until the
 * oldest have expired: {@link ReplayGuardException}. With the default of 64 MiB that takes nine million requests within
 * an hour.
 *
 * <p>Where the heap is full when an answer has been made, its caller gets the {@link OutOfMemoryError}, and the answer
 * counts as one whose bytes had to go.
 *
 * <p>It remembers for as long as the process lives. After a restart the same bytes are new.
 */
public final class InMemoryReplayGuard implements ReplayGuard {

    private static final Logger LOG = LoggerFactory.getLogger(InMemoryReplayGuard.class);
    private static final String FULL = "The memory of the replay guard is full, so nothing new is answered:"
            + " give it more (maxBytes), or keep answers for a shorter time (keep).";

    private final Duration keep;
    private final InstantSource clock;
    private final Seldom full;

    private final ReentrantLock lock = new ReentrantLock();
    /** Answers that are being made; each is sure of a place when it is there. */
    private final Map<ReplayId, Making> underWay = new HashMap<>();
    /** How many of them were made and then found no memory. */
    private int lost;

    private final KeptAnswers kept;

    /** An answer that is being made. */
    private static final class Making {

        private final CompletableFuture<GuardedAnswer> answer = new CompletableFuture<>();
        /** Whether it is never to be made again. */
        private boolean isMade;
    }

    private InMemoryReplayGuard(Builder builder) {
        this.keep = builder.keep;
        this.clock = builder.clock;
        this.full = Seldom.oncePerMinute(clock);
        this.kept = new KeptAnswers(builder.maxBytes);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    /**
     * {@return a builder with the defaults: one hour, 64 MiB or a quarter of the heap if that is less, the system's
     * clock}
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public GuardedAnswer once(ReplayId id, Duration patience, Supplier<GuardedAnswer> maker) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(maker, "maker");
        Making mine;
        Making theirs;
        lock.lock();
        try {
            kept.forgetExpired(clock.millis());
            markLost();
            var answered = kept.get(id);
            if (answered.isPresent()) {
                return answered.get();
            }
            if (kept.isMarked(id)) {
                throw new AnswerNotKeptException();
            }
            mine = new Making();
            theirs = underWay.get(id);
            if (theirs == null) {
                beginToMake(id, mine);
            }
        } finally {
            lock.unlock();
        }
        return theirs == null ? make(id, mine, maker) : await(theirs.answer, patience);
    }

    /** Not without the certainty that it can be remembered. */
    private void beginToMake(ReplayId id, Making mine) {
        if (!kept.hasRoomFor(underWay.size() + 1)) {
            full.log(more -> LOG.warn("{}{}", FULL, more));
            throw new ReplayGuardException(FULL);
        }
        underWay.put(id, mine);
    }

    private GuardedAnswer make(ReplayId id, Making mine, Supplier<GuardedAnswer> maker) {
        try {
            var answer = maker.get();
            if (answer.isKept()) {
                keep(id, mine, answer);
            } else {
                forget(id);
            }
            mine.answer.complete(answer);
            return answer;
        } finally {
            if (!mine.answer.isDone()) {
                if (!mine.isMade) {
                    forget(id);
                }
                mine.answer.cancel(false);
            }
        }
    }

    /** From now on nobody makes another, even if the heap is full before this one is kept. */
    private void keep(ReplayId id, Making mine, GuardedAnswer answer) {
        lock.lock();
        try {
            mine.isMade = true;
            lost++;
            kept.put(id, answer, clock.millis() + keep.toMillis());
            underWay.remove(id);
            lost--;
        } finally {
            lock.unlock();
        }
    }

    /** From now on the next who asks makes another. */
    private void forget(ReplayId id) {
        lock.lock();
        try {
            underWay.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /** What was made and found no memory is remembered by a marker, as soon as there is memory for that. */
    private void markLost() {
        for (var each = underWay.entrySet().iterator(); lost > 0 && each.hasNext(); ) {
            var entry = each.next();
            if (entry.getValue().isMade) {
                kept.mark(entry.getKey(), clock.millis() + keep.toMillis());
                each.remove();
                lost--;
            }
        }
    }

    private static GuardedAnswer await(CompletableFuture<GuardedAnswer> theirs, Duration patience) {
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
            Objects.requireNonNull(keep, "keep");
            if (keep.isZero() || keep.isNegative()) {
                throw new IllegalArgumentException(
                        "Answers are kept for %s: the time must be positive.".formatted(keep));
            }
            this.keep = keep;
            return this;
        }

        /**
         * Sets how many bytes all kept answers, and the markers of those whose bytes had to go, may take.
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
            Objects.requireNonNull(clock, "clock");
            this.clock = clock;
            return this;
        }

        /** {@return the guard} */
        public InMemoryReplayGuard build() {
            return new InMemoryReplayGuard(this);
        }
    }
}
