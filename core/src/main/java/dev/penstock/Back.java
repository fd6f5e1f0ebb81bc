package dev.penstock;

import java.util.Objects;
import java.util.Optional;

/**
 * The person goes back, wire action {@code BACK}: the answer is the screen to show, with its data. A phone sends this
 * only from a screen with {@code refresh_on_back}.
 *
 * @param version the wire value of {@code version}
 * @param screen the screen on which back was pressed
 * @param data always empty as far as is known: the state is the endpoint's to keep, by flow token
 * @param flowToken the flow token
 * @param flowTokenSignature the wire value of {@code flow_token_signature}
 * @param otherFields the fields that are not documented
 */
public record Back(
        String version,
        String screen,
        FlowData data,
        FlowToken flowToken,
        Optional<String> flowTokenSignature,
        FlowData otherFields)
        implements ScreenRequest {

    /** Refuses null. */
    public Back {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(flowToken, "flowToken");
        Objects.requireNonNull(flowTokenSignature, "flowTokenSignature");
        Objects.requireNonNull(otherFields, "otherFields");
    }

    /**
     * Makes a request as a phone asks when back is pressed, for tests of handlers:
     * {@code flow.handle(Back.of(screen, "a-token"))}. It has no signature of its flow token, and no
     * other fields.
     *
     * @param screen the screen on which back was pressed
     * @param flowToken the flow token; it names no subject
     * @return the request
     */
    public static Back of(String screen, String flowToken) {
        Objects.requireNonNull(flowToken, "flowToken");
        return of(screen, FlowToken.of(flowToken));
    }

    /**
     * Makes a request as a phone asks when back is pressed, for tests of handlers that ask whose flow token it is.
     *
     * @param screen the screen on which back was pressed
     * @param flowToken the flow token, perhaps with a subject
     * @return the request
     */
    public static Back of(String screen, FlowToken flowToken) {
        return new Back("3.0", screen, FlowData.empty(), flowToken, Optional.empty(), FlowData.empty());
    }

    @Override
    public Action action() {
        return Action.BACK;
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
        return "Back[]";
    }
}
