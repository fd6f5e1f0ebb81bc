package dev.penstock.webhook;

import dev.penstock.log.Seldom;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers Meta's verification of the webhook's URL; see section 8 of docs/reference/protocol.md. */
final class Handshake {

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    private static final int MAX_QUERY = 4_096;
    private static final int MAX_CHALLENGE = 1_000;

    private final VerifyToken token;
    private final Seldom wrongToken;

    Handshake(VerifyToken token, Seldom wrongToken) {
        this.token = token;
        this.wrongToken = wrongToken;
    }

    WebhookResponse answer(String query) {
        var parameters = parse(query);
        if (parameters.isEmpty()) {
            return WebhookResponse.text(400, "The query cannot be read.\n");
        }
        var challenge = parameters.get().getOrDefault("hub.challenge", "");
        if (!parameters.get().getOrDefault("hub.mode", "").equals("subscribe")
                || challenge.isEmpty()
                || challenge.length() > MAX_CHALLENGE) {
            return WebhookResponse.text(400, "This is the URL of a webhook: hub.mode and hub.challenge are missing.\n");
        }
        if (!token.matches(parameters.get().getOrDefault("hub.verify_token", ""))) {
            wrongToken.log(more -> LOG.warn(
                    "A webhook verification was refused: the verify token in the App Dashboard is another one than"
                            + " here.{}",
                    more));
            return WebhookResponse.text(403, "The verify token is wrong.\n");
        }
        return WebhookResponse.text(200, challenge);
    }

    /** Empty if an escape is broken or a parameter comes twice. */
    private static Optional<Map<String, String>> parse(String query) {
        var parameters = new HashMap<String, String>();
        if (query.length() > MAX_QUERY) {
            return Optional.empty();
        }
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            try {
                var name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
                var value = URLDecoder.decode(equals < 0 ? "" : pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (parameters.put(name, value) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException brokenEscape) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
