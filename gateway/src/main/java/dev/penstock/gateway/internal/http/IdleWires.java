package dev.penstock.gateway.internal.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connections that wait for their next use, the latest first, and are closed when they have waited long enough. */
final class IdleWires {

    private static final Executor SWEEPER =
            task -> Thread.ofVirtual().name("penstock-idle").start(task);

    private final ConcurrentLinkedDeque<Wire> wires = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean sweeps = new AtomicBoolean();
    private final Duration timeout;
    private volatile boolean isClosed;

    IdleWires(Duration timeout) {
        this.timeout = timeout;
    }

    Optional<Wire> take() {
        for (var wire = wires.pollFirst(); wire != null; wire = wires.pollFirst()) {
            if (!wire.hasRestedFor(timeout.toNanos()) && wire.isQuiet()) {
                return Optional.of(wire);
            }
            wire.close();
        }
        return Optional.empty();
    }

    void giveBack(Wire wire) {
        wire.rests();
        wires.addFirst(wire);
        if (isClosed) {
            close();
        } else {
            sweepLater();
        }
    }

    private void sweepLater() {
        if (sweeps.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS, SWEEPER)
                    .execute(this::sweep);
        }
    }

    private void sweep() {
        sweeps.set(false);
        for (var wire = wires.peekLast();
                wire != null && wire.hasRestedFor(timeout.toNanos());
                wire = wires.peekLast()) {
            if (wires.removeLastOccurrence(wire)) {
                wire.close();
            }
        }
        if (!wires.isEmpty()) {
            sweepLater();
        }
    }

    void close() {
        isClosed = true;
        for (var wire = wires.pollFirst(); wire != null; wire = wires.pollFirst()) {
            wire.close();
        }
    }
}
