package dev.penstock;

import java.util.Objects;
import java.util.Optional;

/**
 * The person submits a screen or chooses something on it, wire action {@code data_exchange}: the answer is the next,
 * the same or the final screen.
 *
 * @param version the wire value of {@code version}
 * @param screen the screen on which the person is
 * @param data the payload as the Flow JSON composes it
 * @param flowToken the flow token
 * @param flowTokenSignature the wire value of {@code flow_token_signature}
 * @param otherFields the fields that are not documented
 */
public record DataExchange(
        String version,
        String screen,
        FlowData data,
        FlowToken flowToken,
        Optional<String> flowTokenSignature,
        FlowData otherFields)
        implements ScreenRequest {

    /** Refuses null. */
    public DataExchange {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(flowToken, "flowToken");
        Objects.requireNonNull(flowTokenSignature, "flowTokenSignature");
        Objects.requireNonNull(otherFields, "otherFields");
    }

    @Override
    public Action action() {
        return Action.DATA_EXCHANGE;
    }

    /**
     * Stays on this screen with a message, which the phone shows for a short while. The data of the screen goes with it
     * if the Flow has it, see {@link FlowBuilder#screen}; otherwise add what the screen shows.
     *
     * @param errorMessage the text for the person
     * @return the next screen response, to which data can be added
     */
    public NextScreen stay(String errorMessage) {
        Objects.requireNonNull(errorMessage, "errorMessage");
        return NextScreen.of(screen).withErrorMessage(errorMessage);
    }

    @Override
    public String toString() {
        return "DataExchange[]";
    }
}
