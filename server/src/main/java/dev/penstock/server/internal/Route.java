package dev.penstock.server.internal;

import dev.penstock.endpoint.DecryptionPermits;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.WebhookEndpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/** What is served at one path: bytes in, answer out. Limits, deadlines and refusals are the same for every route. */
public sealed interface Route {

    /** Which HTTP methods it takes. */
    Set<String> methods();

    /** The largest body it takes, if that is less than the server's limit. */
    int maxBodyBytes();

    /** What bounds how many requests are decrypted at the same time; empty where nothing is decrypted. */
    Optional<DecryptionPermits> permits();

    /** Answers on the calling thread, and says when the request has been decrypted, if it is. */
    Answer answer(Request request, byte[] body, Runnable whenOpened);

    /** Status, headers and body; without a Content-Type there is none. */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    /** The endpoint of a Flow. */
    record ToFlow(FlowEndpoint endpoint) implements Route {

        @Override
        public Set<String> methods() {
            return Set.of("POST");
        }

        @Override
        public int maxBodyBytes() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Optional<DecryptionPermits> permits() {
            return Optional.of(endpoint.decryptionPermits());
        }

        @Override
        public Answer answer(Request request, byte[] body, Runnable whenOpened) {
            var answer = endpoint.answer(EndpointRequest.of(body, signature(request)), whenOpened);
            return new Answer(answer.status(), answer.headers(), answer.body());
        }
    }

    /** The webhook of an app. */
    record ToWebhook(WebhookEndpoint endpoint) implements Route {

        @Override
        public Set<String> methods() {
            return Set.of("GET", "POST");
        }

        @Override
        public int maxBodyBytes() {
            return WebhookEndpoint.MAX_BODY_BYTES;
        }

        @Override
        public Optional<DecryptionPermits> permits() {
            return Optional.empty();
        }

        @Override
        public Answer answer(Request request, byte[] body, Runnable whenOpened) {
            var query = request.getHttpURI().getQuery();
            var answer = endpoint.answer(request.getMethod(), query == null ? "" : query, body, signature(request));
            return new Answer(answer.status(), answer.headers(), answer.body());
        }
    }

    private static String signature(Request request) {
        var header = request.getHeaders().get(RequestSignature.HEADER);
        return header == null ? "" : header;
    }
}
