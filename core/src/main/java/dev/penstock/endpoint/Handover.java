package dev.penstock.endpoint;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What is made on one thread and run, once, on another, within the context of the first and with the id of the request
 * in the MDC.
 */
final class Handover<T> implements Callable<T> {

    private final Callable<T> work;
    private final String requestId;
    private final Runnable inContext;
    private boolean hasRun;
    private @Nullable T result;
    private Optional<Throwable> thrown = Optional.empty();

    /**
     * @param context puts the context of the calling thread around what it is given; whatever it throws is what the
     *     work throws
     */
    Handover(UnaryOperator<Runnable> context, String requestId, Callable<T> work) {
        this.work = work;
        this.requestId = requestId;
        this.inContext = within(context);
    }

    private Runnable within(UnaryOperator<Runnable> context) {
        try {
            var wrapped = context.apply(this::runOnce);
            return wrapped == null ? () -> {} : wrapped;
        } catch (RuntimeException | Error broken) {
            return () -> {
                throw broken;
            };
        }
    }

    @Override
    @SuppressWarnings("NullAway") // null if the work gave it, which is for the caller to mind
    public T call() throws Exception {
        inContext.run();
        if (!hasRun) {
            throw new IllegalStateException("What handlerContext(...) gave back did not run what it was given.");
        }
        if (thrown.isPresent()) {
            switch (thrown.get()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
        return result;
    }

    /** Within the context, which may have set another MDC. */
    private void runOnce() {
        if (hasRun) {
            return;
        }
        hasRun = true;
        MDC.put(FlowEndpoint.REQUEST_ID_IN_MDC, requestId);
        try {
            result = work.call();
        } catch (Throwable failed) { // for whoever calls, and not for the context
            thrown = Optional.of(failed);
        } finally {
            MDC.remove(FlowEndpoint.REQUEST_ID_IN_MDC);
        }
    }
}
