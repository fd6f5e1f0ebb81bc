package dev.penstock;

import dev.penstock.event.EndpointListener;
import java.util.Objects;

/**
 * An error notification: a phone could not use the answer it was given before. It is acknowledged without any handler,
 * and reported to the {@link EndpointListener}.
 *
 * @param version the wire value of {@code version}; seen to be a number of the phone's own
 * @param screen the screen for which the answer came, empty if absent
 * @param flowToken the flow token
 * @param errorKey what went wrong in Meta's words, for example {@code invalid-screen-transition}; an open set, may be
 *     empty
 * @param errorMessage the phone's text about it, for people
 * @param otherFields the fields that are not documented
 */
public record ErrorNotification(
        String version, String screen, FlowToken flowToken, String errorKey, String errorMessage, FlowData otherFields)
        implements FlowRequest {

    /** Refuses null. */
    public ErrorNotification {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(flowToken, "flowToken");
        Objects.requireNonNull(errorKey, "errorKey");
        Objects.requireNonNull(errorMessage, "errorMessage");
        Objects.requireNonNull(otherFields, "otherFields");
    }

    @Override
    public String toString() {
        return "ErrorNotification[]";
    }
}
