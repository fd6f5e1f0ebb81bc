package dev.penstock;

import java.util.Objects;
import java.util.Optional;

/**
 * The person opens the Flow, wire action {@code INIT}: the answer is the first screen.
 *
 * @param version the wire value of {@code version}
 * @param screen usually empty; if the phone names one, the answer must be that screen
 * @param data usually empty
 * @param flowToken the flow token
 * @param flowTokenSignature the wire value of {@code flow_token_signature}
 * @param otherFields the fields that are not documented
 */
public record Init(
        String version,
        String screen,
        FlowData data,
        FlowToken flowToken,
        Optional<String> flowTokenSignature,
        FlowData otherFields)
        implements ScreenRequest {

    /** Refuses null. */
    public Init {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(flowToken, "flowToken");
        Objects.requireNonNull(flowTokenSignature, "flowTokenSignature");
        Objects.requireNonNull(otherFields, "otherFields");
    }

    /**
     * Makes a request as a phone asks when a Flow is opened, for tests of handlers:
     * {@code flow.handle(Init.of("a-token"))}. It has no signature of its flow token, and no
     * other fields.
     *
     * @param flowToken the flow token; it names no subject
     * @return the request
     */
    public static Init of(String flowToken) {
        Objects.requireNonNull(flowToken, "flowToken");
        return of(FlowToken.of(flowToken));
    }

    /**
     * Makes a request as a phone asks when a Flow is opened, for tests of handlers that ask whose flow token it is.
     *
     * @param flowToken the flow token, perhaps with a subject
     * @return the request
     */
    public static Init of(FlowToken flowToken) {
        return new Init("3.0", "", FlowData.empty(), flowToken, Optional.empty(), FlowData.empty());
    }

    @Override
    public Action action() {
        return Action.INIT;
    }

    @Override
    public String toString() {
        return "Init[]";
    }
}
