package dev.penstock.endpoint;

import dev.penstock.FlowTexts;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failure;
import java.util.Objects;

/**
 * Thrown by a handler, or by what it calls, that knows better than its stack trace what went wrong: the person sees
 * the same screen with the message of {@link FlowTexts} for this failure, and the text of the exception is in the log
 * and in the {@link EndpointEvent.Failed}.
 *
 * <p>So the text must hold nothing that a person typed, no token and no secret.
 */
public final class HandlerFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Failure failure;

    /**
     * Creates the exception.
     *
     * @param failure what failed, for example {@link Failure#TIME_BUDGET} where something did not answer in time
     * @param problem what is wrong and what to mend, in sentences for whoever runs the endpoint
     * @param cause what was thrown; its message is not logged
     */
    public HandlerFailedException(Failure failure, String problem, Throwable cause) {
        super(Objects.requireNonNull(problem, "problem"), Objects.requireNonNull(cause, "cause"));
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    /** {@return what failed} */
    public Failure failure() {
        return failure;
    }
}
