package dev.penstock.endpoint;

import dev.penstock.FlowData;
import dev.penstock.log.Problem;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The data of a screen for an answer that says that something failed. A handler has failed already, perhaps because
 * what it asks is away, so this waits a short time only, and lets only so many wait. Thread-safe.
 */
final class FailureData {

    /** After which a phone gives up. */
    private static final Duration PATIENCE_OF_PHONES = Duration.ofSeconds(10);

    private static final Duration MAX_WAIT = Duration.ofSeconds(1);
    private static final int MAX_AT_ONCE = 100;

    private final Semaphore places = new Semaphore(MAX_AT_ONCE);
    private final String flow;
    private final Duration wait;

    FailureData(String flow, Duration timeBudget) {
        this.flow = flow;
        var left = PATIENCE_OF_PHONES.minus(timeBudget);
        this.wait = left.compareTo(MAX_WAIT) < 0 ? left : MAX_WAIT;
    }

    /** The data, or none if it cannot be had in time. */
    FlowData of(Callable<FlowData> data, Consumer<String> problems) {
        if (!places.tryAcquire()) {
            problems.accept("The data of the screen was not asked for: too many wait for theirs.");
            return FlowData.empty();
        }
        var task = new FutureTask<FlowData>(() -> {
            try {
                return data.call();
            } finally {
                places.release();
            }
        });
        Thread.ofVirtual().name("penstock-screen-data-" + flow).start(task);
        try {
            return task.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            problems.accept("The data of the screen was not there within %s.".formatted(wait));
        } catch (ExecutionException thrown) {
            problems.accept("The data of the screen could not be had either. " + Problem.of(thrown));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return FlowData.empty();
    }
}
