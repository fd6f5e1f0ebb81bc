package dev.penstock.flowjson.openapi;

import java.util.List;
import java.util.Map;

/** The headers that the gateway sends to a backend. */
final class BackendHeaders {

    private BackendHeaders() {}

    static List<Map<String, Object>> parameters() {
        return List.of(
                header("webhook-id", true, "The same for a repetition: the idempotency key."),
                header("webhook-timestamp", true, "When it was sent, in seconds since 1970."),
                header("webhook-signature", false, "Signatures as Standard Webhooks has them, with spaces between."),
                header("penstock-flow", true, "The name of the Flow."),
                header("penstock-tenant", false, "Whose endpoint it is, where the gateway serves many."),
                header("penstock-subject", false, "Who the flow token was issued for, if the gateway verified that."),
                header("penstock-time-left", true, "How many milliseconds the answer is waited for."),
                header("penstock-request", true, "The id of the request in the gateway's log."),
                header("traceparent", true, "W3C Trace Context."));
    }

    private static Map<String, Object> header(String name, boolean isRequired, String description) {
        return OpenApiGenerator.ordered(
                "name",
                name,
                "in",
                "header",
                "required",
                isRequired,
                "description",
                description,
                "schema",
                DataSchemas.type("string"));
    }
}
