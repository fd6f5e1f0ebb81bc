package dev.penstock.gateway.internal.http;

import dev.penstock.gateway.backend.SigningSecrets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The headers with which the gateway posts JSON, with those of Standard Webhooks. */
public final class WebhookHeaders {

    private WebhookHeaders() {}

    /**
     * Writes them.
     *
     * @param id names what is posted, the same at every try
     * @param now when it is posted
     * @param body what is posted
     * @param secrets sign it; empty for not signed
     * @return the headers, to which others may be added
     */
    public static Map<String, String> of(String id, Instant now, byte[] body, Optional<SigningSecrets> secrets) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("accept-encoding", "identity");
        headers.put("user-agent", "penstock");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        secrets.ifPresent(signing -> headers.put("webhook-signature", signing.sign(id, now, body)));
        return headers;
    }
}
