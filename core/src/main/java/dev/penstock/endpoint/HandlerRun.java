package dev.penstock.endpoint;

import dev.penstock.DataBindingException;
import dev.penstock.Flow;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.InvalidFlowToken;
import dev.penstock.InvalidFlowTokenException;
import dev.penstock.ScreenRequest;
import dev.penstock.UnhandledScreenException;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.log.Problem;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * One run of the handler for a request, which can be interrupted from outside. Made on the thread that serves the
 * request, whose context is there when the handler runs, and when the data of the screen is asked for after a failure.
 */
final class HandlerRun {

    /** That to the person who waits no longer, and that of the handler which then fails. */
    private static final int MAX_ANSWERS = 2;

    private final Flow flow;
    private final String idempotencyKey;
    private final RequestEvents told;
    private final Handover<FlowResponse> handler;
    private final Queue<Handover<FlowData>> screenData = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isLate;
    private boolean isHandling;
    private volatile boolean wasInterrupted;
    private Thread thread = Thread.currentThread();

    /**
     * @param context what is put around the handler, and around the data of a screen
     * @param idempotencyKey by which other systems know the request again
     */
    HandlerRun(
            Flow flow,
            ScreenRequest request,
            UnaryOperator<Runnable> context,
            RequestEvents told,
            String idempotencyKey) {
        this.flow = flow;
        this.told = told;
        this.idempotencyKey = idempotencyKey;
        this.handler = new Handover<>(context, told.id(), () -> flow.handle(request));
        flow.screenData(request.screen()).ifPresent(data -> {
            for (int i = 0; i < MAX_ANSWERS; i++) {
                screenData.add(new Handover<>(context, told.id(), () -> FlowData.from(data.of(request))));
            }
        });
    }

    /** The data of the screen on which the person is, for one answer, if the Flow gives it. */
    Optional<Handover<FlowData>> screenData() {
        return Optional.ofNullable(screenData.poll());
    }

    /** What came of it. */
    sealed interface Outcome {

        record Answered(FlowResponse response) implements Outcome {}

        record Failed(Failure failure, String problem, Optional<Throwable> cause) implements Outcome {

            void tell(RequestEvents told) {
                cause.ifPresentOrElse(
                        thrown -> told.failed(failure, problem, thrown), () -> told.failed(failure, problem));
            }
        }

        /** Nobody waited for it any longer: it was not begun, or it was interrupted. */
        enum GivenUp implements Outcome {
            INSTANCE
        }
    }

    /** Runs the handler in this thread. */
    Outcome run() {
        if (!begin()) {
            return Outcome.GivenUp.INSTANCE;
        }
        CurrentRequest.begins(told.id(), idempotencyKey);
        var start = told.now();
        try {
            var response = handler.call();
            return response == null
                    ? new Outcome.Failed(
                            Failure.HANDLER, "The handler returned null instead of an answer.", Optional.empty())
                    : new Outcome.Answered(response);
        } catch (UnhandledScreenException missing) {
            return failed(Failure.UNHANDLED_SCREEN, missing);
        } catch (DataBindingException unfit) {
            return failed(Failure.DATA_BINDING, unfit);
        } catch (HandlerFailedException known) {
            return wasInterrupted
                    ? Outcome.GivenUp.INSTANCE
                    : new Outcome.Failed(known.failure(), String.valueOf(known.getMessage()), Optional.of(known));
        } catch (InvalidFlowTokenException invalid) {
            return new Outcome.Answered(new InvalidFlowToken(invalid.errorMessage()));
        } catch (Throwable thrown) { // an error too, such as a stack overflow: it is this request's
            return wasInterrupted
                    ? Outcome.GivenUp.INSTANCE
                    : new Outcome.Failed(Failure.HANDLER, Problem.of(thrown), Optional.of(thrown));
        } finally {
            CurrentRequest.ends();
            boolean wasLate = end();
            told.handled(start, wasLate);
        }
    }

    /** Tells it that nobody waits for it any longer; what runs after the handler is not interrupted. */
    void isLate() {
        lock.lock();
        try {
            isLate = true;
            if (isHandling && flow.interruptsLateHandlers()) {
                wasInterrupted = true;
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            thread = Thread.currentThread();
            isHandling = !isLate;
            return isHandling;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was late. */
    private boolean end() {
        lock.lock();
        try {
            isHandling = false;
            return isLate;
        } finally {
            lock.unlock();
            Thread.interrupted();
        }
    }

    /** Whether nobody waits for it any longer. */
    boolean wasLate() {
        lock.lock();
        try {
            return isLate;
        } finally {
            lock.unlock();
        }
    }

    /** Our own messages hold nothing of a request; what caused them may. */
    private static Outcome failed(Failure failure, RuntimeException ours) {
        var message = String.valueOf(ours.getMessage());
        var cause = ours.getCause();
        return new Outcome.Failed(
                failure, cause == null ? message : message + "\n  caused by " + Problem.of(cause), Optional.of(ours));
    }
}
