package dev.penstock;

import dev.penstock.EndpointEvent.Failure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What came of running the handler for a request. */
sealed interface HandlerRun {

    /** How often to let others run before waiting. */
    int TURNS = 2;

    record Answered(FlowResponse response) implements HandlerRun {}

    record Failed(Failure failure, String problem) implements HandlerRun {}

    /**
     * Runs the handler on a virtual thread of its own. When its time budget has run out it is interrupted and no longer
     * waited for, so that one that ignores the interrupt cannot hold up the answer.
     */
    static HandlerRun of(Flow flow, ScreenRequest request) {
        var task = new FutureTask<FlowResponse>(() -> flow.handle(request));
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
            case UnhandledScreenException missing -> new Failed(Failure.UNHANDLED_SCREEN, message(missing));
            case DataBindingException unfit -> new Failed(Failure.DATA_BINDING, message(unfit));
            default -> new Failed(Failure.HANDLER, Problem.of(thrown));
        };
    }

    private static String message(RuntimeException ours) {
        return String.valueOf(ours.getMessage());
    }
}
