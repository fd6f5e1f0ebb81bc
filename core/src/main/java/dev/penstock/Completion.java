package dev.penstock;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The final response: closes the Flow, and usually sends a completion message to the chat.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows", final response payload. That nothing is sent without parameters
 * has been observed, it is not documented.
 *
 * @param params what the business receives in {@code response_json}; the endpoint adds {@code flow_token}. Empty: the
 *     Flow closes without a message
 */
public record Completion(Optional<FlowData> params) implements FlowResponse {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if the data of a request that holds {@code null} is given back
     */
    public Completion {
        Objects.requireNonNull(params, "params");
        params = params.map(FlowData::from);
    }

    /**
     * Closes the Flow and sends a completion message.
     *
     * @param params what the business receives; small, no images
     * @return the response
     */
    public static Completion of(Map<String, ?> params) {
        Objects.requireNonNull(params, "params");
        return new Completion(Optional.of(FlowData.from(params)));
    }

    /** {@return a response that closes the Flow without a completion message} */
    public static Completion withoutMessage() {
        return new Completion(Optional.empty());
    }
}
