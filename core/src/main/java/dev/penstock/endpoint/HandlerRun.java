package dev.penstock.endpoint;

import dev.penstock.Action;
import dev.penstock.DataBindingException;
import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.InvalidFlowToken;
import dev.penstock.InvalidFlowTokenException;
import dev.penstock.ScreenRequest;
import dev.penstock.UnhandledScreenException;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.log.Problem;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.MDC;

/** One run of the handler for a request, which can be interrupted from outside. */
final class HandlerRun {

    private final Flow flow;
    private final ScreenRequest request;
    private final String requestId;
    private final String idempotencyKey;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isLate;
    private boolean isHandling;
    private volatile boolean wasInterrupted;
    private Thread thread = Thread.currentThread();

    HandlerRun(Flow flow, ScreenRequest request, String requestId, String idempotencyKey) {
        this.flow = flow;
        this.request = request;
        this.requestId = requestId;
        this.idempotencyKey = idempotencyKey;
    }

    /** What came of it. */
    sealed interface Outcome {

        record Answered(FlowResponse response) implements Outcome {}

        record Failed(Failure failure, String problem, Optional<Throwable> cause) implements Outcome {

            void tell(Action action, RequestEvents told) {
                cause.ifPresentOrElse(
                        thrown -> told.failed(action, failure, problem, thrown),
                        () -> told.failed(action, failure, problem));
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
        // So that what the handler logs can be found by the id of the request, too.
        MDC.put(FlowEndpoint.REQUEST_ID_IN_MDC, requestId);
        CurrentRequest.begins(requestId, idempotencyKey);
        try {
            var response = flow.handle(request);
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
            end();
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

    private void end() {
        lock.lock();
        try {
            isHandling = false;
        } finally {
            lock.unlock();
        }
        Thread.interrupted();
    }

    /** Our own messages hold nothing of a request; what caused them may. */
    private static Outcome failed(Failure failure, RuntimeException ours) {
        var message = String.valueOf(ours.getMessage());
        var cause = ours.getCause();
        return new Outcome.Failed(
                failure, cause == null ? message : message + "\n  caused by " + Problem.of(cause), Optional.of(ours));
    }
}
