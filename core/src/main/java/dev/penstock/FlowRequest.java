package dev.penstock;

import java.util.Objects;

/**
 * A clear request: a {@link HealthCheck}, an {@link ErrorNotification}, or a {@link ScreenRequest} of a person who uses
 * the Flow.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows", data exchange request.
 */
public sealed interface FlowRequest permits HealthCheck, ErrorNotification, ScreenRequest {

    /**
     * {@return the wire value of {@code version}, for example {@code "4.0"}; empty if absent. Nothing depends on it}
     */
    String version();

    /** {@return the fields that are not documented, kept as they came} */
    FlowData otherFields();

    /**
     * Reads a clear request.
     *
     * @param clear JSON in UTF-8
     * @return the request
     * @throws MalformedRequestException if it is not a documented request
     */
    static FlowRequest parse(byte[] clear) {
        Objects.requireNonNull(clear, "clear");
        return RequestReader.read(clear);
    }
}
