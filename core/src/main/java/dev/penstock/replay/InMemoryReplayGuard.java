package dev.penstock.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A replay guard in the memory of one process, bounded by time and by bytes. When the bytes run out, the oldest answers are
 * forgotten first. Thread-safe.
 */
public final class InMemoryReplayGuard implements ReplayGuard {

    /** What an entry costs beside its body, roughly. */
    private static final int ENTRY_BYTES = 300;

    private final Duration keep;
    private final long maxBytes;
    private final InstantSource clock;

    private final ReentrantLock lock = new ReentrantLock();
    /** In the order of insertion, which is the order of expiry, but for those still being made. */
    private final LinkedHashMap<ReplayId, Entry> entries = new LinkedHashMap<>();

    private long bytes;

    private InMemoryReplayGuard(Builder builder) {
        this.keep = builder.keep;
        this.maxBytes = builder.maxBytes;
        this.clock = builder.clock;
    }

    /** {@return a builder with the defaults: one hour, 64 MiB or a quarter of the heap if that is less, the system's clock} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Answer once(ReplayId id, Duration patience, Supplier<Answer> maker) {
        var mine = new CompletableFuture<Answer>();
        var theirs = claim(id, mine);
        return theirs == null ? make(id, mine, maker) : await(theirs, patience);
    }

    /** The answer that another caller has made or is making, or null if it is this caller's to make. */
    private @Nullable CompletableFuture<Answer> claim(ReplayId id, CompletableFuture<Answer> mine) {
        lock.lock();
        try {
            var now = clock.instant();
            forgetExpired(now);
            var entry = entries.get(id);
            if (entry != null) {
                return entry.answer;
            }
            entries.put(id, new Entry(mine, 0, Instant.MAX));
            return null;
        } finally {
            lock.unlock();
        }
    }

    private Answer make(ReplayId id, CompletableFuture<Answer> mine, Supplier<Answer> maker) {
        try {
            var answer = maker.get();
            settle(id, mine, answer);
            mine.complete(answer);
            return answer;
        } finally {
            if (!mine.isDone()) {
                settle(id, mine, null);
                mine.cancel(false);
            }
        }
    }

    private void settle(ReplayId id, CompletableFuture<Answer> mine, @Nullable Answer answer) {
        lock.lock();
        try {
            // Inserted anew, so that the order is that of expiry.
            entries.remove(id);
            if (answer != null && answer.isKept()) {
                int size = answer.body().length + ENTRY_BYTES;
                entries.put(id, new Entry(mine, size, clock.instant().plus(keep)));
                bytes += size;
                forgetOldest();
            }
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

    private void forgetExpired(Instant now) {
        var iterator = entries.values().iterator();
        while (iterator.hasNext()) {
            var entry = iterator.next();
            if (entry.bytes == 0) {
                continue; // still being made
            }
            if (entry.expires.isAfter(now)) {
                return;
            }
            bytes -= entry.bytes;
            iterator.remove();
        }
    }

    private void forgetOldest() {
        var iterator = entries.values().iterator();
        while (bytes > maxBytes && iterator.hasNext()) {
            var entry = iterator.next();
            if (entry.bytes > 0) {
                bytes -= entry.bytes;
                iterator.remove();
            }
        }
    }

    /** An answer; it costs no bytes as long as it is being made. */
    private record Entry(CompletableFuture<Answer> answer, int bytes, Instant expires) {}

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
