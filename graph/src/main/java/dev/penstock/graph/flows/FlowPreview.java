package dev.penstock.graph.flows;

import dev.penstock.graph.internal.Fields;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * The preview of a Flow in the browser. Whoever has the URL can open it, without a login, for 30 days or until it is replaced.
 *
 * @param url its URL
 * @param expiresAt when it stops working
 */
public record FlowPreview(URI url, Optional<Instant> expiresAt) {

    static Optional<FlowPreview> of(Fields fields) {
        try {
            return fields.text("preview_url").map(url -> new FlowPreview(URI.create(url), fields.time("expires_at")));
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }
}
