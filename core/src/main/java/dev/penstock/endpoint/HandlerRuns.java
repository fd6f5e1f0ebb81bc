package dev.penstock.endpoint;

import dev.penstock.replay.GuardedAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs handlers, each on a virtual thread of its own, and waits for each no longer than its time budget. One that is
 * late runs on, and is counted until it has ended. Thread-safe.
 */
final class HandlerRuns {

    /** How often to let others run before waiting. */
    private static final int TURNS = 2;

    private final int maxRunningOn;
    private final AtomicInteger runningOn = new AtomicInteger();

    HandlerRuns(int maxRunningOn) {
        this.maxRunningOn = maxRunningOn;
    }

    int runningOn() {
        return runningOn.get();
    }

    /** Whether so many are late that no other may begin. */
    boolean areTooMany() {
        return runningOn.get() >= maxRunningOn;
    }

    /**
     * Waits for what the work makes; nothing if it is late.
     *
     * @param work must not throw
     * @param whenLate called once if it is late, while it runs on
     */
    Optional<GuardedAnswer> await(String name, Duration timeBudget, Supplier<GuardedAnswer> work, Runnable whenLate)
            throws InterruptedException {
        var isOver = new AtomicBoolean();
        var task = new FutureTask<GuardedAnswer>(() -> {
            try {
                return work.get();
            } finally {
                if (!isOver.compareAndSet(false, true)) {
                    runningOn.decrementAndGet();
                }
            }
        });
        Thread.ofVirtual().name("penstock-handler-" + name).start(task);
        letRun(task);
        try {
            return Optional.of(task.get(timeBudget.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return countIfLate(isOver, task, whenLate);
        } catch (ExecutionException thrown) {
            throw failed(thrown);
        } catch (InterruptedException interrupted) {
            countIfLate(isOver, task, whenLate);
            throw interrupted;
        }
    }

    /** Counts it before it can say that it has ended; if it just has, its answer is still in time. */
    private Optional<GuardedAnswer> countIfLate(
            AtomicBoolean isOver, FutureTask<GuardedAnswer> task, Runnable whenLate) {
        runningOn.incrementAndGet();
        if (isOver.compareAndSet(false, true)) {
            whenLate.run();
            return Optional.empty();
        }
        runningOn.decrementAndGet();
        return task.state() == FutureTask.State.SUCCESS ? Optional.of(task.resultNow()) : Optional.empty();
    }

    private static RuntimeException failed(ExecutionException thrown) {
        return switch (thrown.getCause()) {
            case RuntimeException bug -> bug;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(thrown);
        };
    }

    /**
     * Lets a handler that does not wait for anything finish first: to wait with a time limit wakes the thread that
     * watches all such limits, which costs more than the rest of the handling.
     */
    @SuppressWarnings("ThreadPriorityCheck") // whatever the scheduler does, the answer is the same
    private static void letRun(FutureTask<GuardedAnswer> task) {
        for (int i = 0; i < TURNS && !task.isDone(); i++) {
            Thread.yield();
        }
    }
}
