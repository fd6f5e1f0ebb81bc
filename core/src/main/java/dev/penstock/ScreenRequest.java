package dev.penstock;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A request of a person who uses the Flow: {@link Init}, {@link DataExchange} or {@link Back}. */
public sealed interface ScreenRequest extends FlowRequest permits Init, DataExchange, Back {

    /** {@return what is asked for} */
    Action action();

    /** {@return the screen on which the person is; empty where the phone names none, as usual with {@code INIT}} */
    String screen();

    /** {@return what the person or the Flow JSON submits; often empty with {@code INIT} and {@code BACK}} */
    FlowData data();

    /** {@return the flow token} */
    FlowToken flowToken();

    /** {@return the wire value of {@code flow_token_signature}, if there is one} */
    Optional<String> flowTokenSignature();

    /**
     * Ends the Flow and sends the completion message to the chat. The flow token is put into the parameters.
     *
     * @param params what the business receives in {@code response_json}; keep it small
     * @return the final response
     */
    default Completion complete(Map<String, ?> params) {
        Objects.requireNonNull(params, "params");
        return Completion.of(params);
    }

    /**
     * Tells the person that this flow token is no longer valid, and disables the button of the message that opened the
     * Flow (status 427).
     *
     * @param errorMessage the text for the person
     * @return the response
     */
    default InvalidFlowToken invalidFlowToken(String errorMessage) {
        Objects.requireNonNull(errorMessage, "errorMessage");
        return new InvalidFlowToken(errorMessage);
    }
}
