package dev.penstock.graph.flows;

import dev.penstock.internal.Fields;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The preview of a Flow in the browser. Whoever has the URL can open it, without a login, for 30 days or until it is
 * replaced.
 *
 * @param url its URL
 * @param expiresAt when it stops working
 */
public record FlowPreview(URI url, Optional<Instant> expiresAt) {

    /**
     * Makes the URL of the interactive preview of a Flow with an endpoint. It really calls the endpoint, with whatever
     * flow token is in the URL, so the endpoint must verify flow tokens here too.
     *
     * @param phoneNumber the number whose business public key encrypts the requests
     * @param flowToken the flow token that the requests carry
     * @return the URL, to be opened by whoever tries the Flow; a secret, since the token is in it
     */
    public URI interactive(String phoneNumber, String flowToken) {
        var parameters = "interactive=true&flow_action=data_exchange&phone_number="
                + URLEncoder.encode(phoneNumber, StandardCharsets.UTF_8)
                + "&flow_token="
                + URLEncoder.encode(flowToken, StandardCharsets.UTF_8);
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + parameters);
    }

    static Optional<FlowPreview> of(Fields fields) {
        try {
            return fields.text("preview_url").map(url -> new FlowPreview(URI.create(url), fields.time("expires_at")));
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }
}
