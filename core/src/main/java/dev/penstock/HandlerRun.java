package dev.penstock;

import dev.penstock.EndpointEvent.Failure;
import dev.penstock.log.Problem;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/** What came of running the handler for a request. */
sealed interface HandlerRun {

    /** How often to let others run before waiting. */
    int TURNS = 2;

    record Answered(FlowResponse response) implements HandlerRun {}

    record Failed(Failure failure, String problem, Optional<Throwable> cause) implements HandlerRun {

        Failed(Failure failure, String problem) {
            this(failure, problem, Optional.empty());
        }

        void tell(Action action, RequestEvents told) {
            cause.ifPresentOrElse(
                    thrown -> told.failed(action, failure, problem, thrown),
                    () -> told.failed(action, failure, problem));
        }
    }

    /**
     * Runs the handler on a virtual thread of its own. When its time budget has run out it is interrupted and no longer
     * waited for, so that one that ignores the interrupt cannot hold up the answer.
     */
    static HandlerRun of(Flow flow, ScreenRequest request, String requestId) {
        var task = new FutureTask<FlowResponse>(() -> {
            // So that what the handler logs can be found by the id of the request, too.
            MDC.put(FlowEndpoint.REQUEST_ID_IN_MDC, requestId);
            return flow.handle(request);
        });
        Thread.ofVirtual().name("penstock-handler-" + flow.name()).start(task);
        letRun(task);
        try {
            var response = task.get(flow.timeBudget().toNanos(), TimeUnit.NANOSECONDS);
            return response == null
                    ? new Failed(Failure.HANDLER, "The handler returned null instead of an answer.")
                    : new Answered(response);
        } catch (TimeoutException late) {
            task.cancel(true);
            return new Failed(Failure.TIME_BUDGET, "The handler did not answer within " + flow.timeBudget() + ".");
        } catch (ExecutionException thrown) {
            var cause = thrown.getCause();
            return failed(cause == null ? thrown : cause);
        } catch (InterruptedException interrupted) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new Failed(Failure.HANDLER, "The endpoint is stopping.");
        }
    }

    /**
     * Lets a handler that does not wait for anything finish first: to wait with a time limit wakes the thread that watches
     * all such limits, which costs more than the rest of the handling.
     */
    @SuppressWarnings("ThreadPriorityCheck") // whatever the scheduler does, the answer is the same
    private static void letRun(FutureTask<FlowResponse> task) {
        for (int i = 0; i < TURNS && !task.isDone(); i++) {
            Thread.yield();
        }
    }

    private static HandlerRun failed(Throwable thrown) {
        return switch (thrown) {
            case UnhandledScreenException missing -> failed(Failure.UNHANDLED_SCREEN, missing);
            case DataBindingException unfit -> failed(Failure.DATA_BINDING, unfit);
            case InvalidFlowTokenException invalid -> new Answered(new InvalidFlowToken(invalid.errorMessage()));
            default -> new Failed(Failure.HANDLER, Problem.of(thrown), Optional.of(thrown));
        };
    }

    /** Our own messages hold nothing of a request; what caused them may. */
    private static Failed failed(Failure failure, RuntimeException ours) {
        var message = String.valueOf(ours.getMessage());
        var cause = ours.getCause();
        return new Failed(
                failure, cause == null ? message : message + "\n  caused by " + Problem.of(cause), Optional.of(ours));
    }
}
