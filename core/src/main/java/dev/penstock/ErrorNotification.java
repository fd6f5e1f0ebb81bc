package dev.penstock;

import java.util.Objects;
import java.util.Set;

/**
 * An error notification: a phone could not use the answer it was given before. It is acknowledged in any case; then
 * {@link FlowBuilder#onErrorNotification} and the listeners of the endpoint hear of it.
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

    /** The keys that Meta documents, in both spellings where there are two, and those that phones were seen to send. */
    public static final Set<String> KNOWN_KEYS = Set.of(
            "timeout_error",
            "missing_capability",
            "cannot_be_served",
            "no_http_response_error",
            "unexpected_http_status_code",
            "public-key-missing",
            "public-key-signiture-verification",
            "public-key-signature-verification",
            "response-decryption-error",
            "invalid-screen-transition",
            "payload-schema-error",
            "components-validation-error",
            "business-decryption-error");

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
