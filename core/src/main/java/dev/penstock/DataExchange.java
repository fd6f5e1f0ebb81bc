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

    /**
     * Makes a request as a phone submits a screen, for tests of handlers:
     * {@code flow.handle(DataExchange.of(screen, data, "a-token"))}. It has no signature of its flow token, and no
     * other fields.
     *
     * @param screen the screen on which the person is
     * @param data what is submitted, a map or a record, as {@link FlowData#from} takes it
     * @param flowToken the flow token; it names no subject
     * @return the request
     * @throws IllegalArgumentException if the data holds {@code null}, or something that cannot be a JSON value
     */
    public static DataExchange of(String screen, Object data, String flowToken) {
        return of(screen, data, FlowToken.of(Objects.requireNonNull(flowToken, "flowToken")));
    }

    /**
     * Makes a request as a phone submits a screen, for tests of handlers that ask whose flow token it is.
     *
     * @param screen the screen on which the person is
     * @param data what is submitted, a map or a record, as {@link FlowData#from} takes it
     * @param flowToken the flow token, perhaps with a subject
     * @return the request
     * @throws IllegalArgumentException if the data holds {@code null}, or something that cannot be a JSON value
     */
    public static DataExchange of(String screen, Object data, FlowToken flowToken) {
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(flowToken, "flowToken");
        return new DataExchange("3.0", screen, FlowData.from(data), flowToken, Optional.empty(), FlowData.empty());
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
