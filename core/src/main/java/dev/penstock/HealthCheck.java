package dev.penstock;

import java.util.Objects;

/**
 * A health check, wire action {@code ping}: Meta asks whether the endpoint is alive. It is answered without any
 * handler.
 *
 * @param version the wire value of {@code version}
 * @param otherFields the fields that are not documented
 */
public record HealthCheck(String version, FlowData otherFields) implements FlowRequest {

    /** Refuses null. */
    public HealthCheck {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(otherFields, "otherFields");
    }

    @Override
    public String toString() {
        return "HealthCheck[]";
    }
}
