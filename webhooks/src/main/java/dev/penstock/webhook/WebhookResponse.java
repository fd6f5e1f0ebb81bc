package dev.penstock.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP answer to Meta.
 *
 * <p>The array is not copied; do not change it.
 *
 * @param status the HTTP status
 * @param headers the headers to set
 * @param body the body
 */
public record WebhookResponse(int status, Map<String, String> headers, byte[] body) {

    /** Copies the headers. */
    public WebhookResponse {
        headers = Map.copyOf(headers);
    }

    static WebhookResponse empty(int status) {
        return new WebhookResponse(status, Map.of(), new byte[0]);
    }

    /** Never HTML: what is reflected would otherwise run in a browser. */
    static WebhookResponse text(int status, String text) {
        return new WebhookResponse(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "WebhookResponse[" + status + "]";
    }
}
