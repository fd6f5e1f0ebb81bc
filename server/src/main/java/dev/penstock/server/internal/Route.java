package dev.penstock.server.internal;

import dev.penstock.endpoint.DecryptionPermits;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.Opened;
import dev.penstock.server.FileAnswer;
import dev.penstock.webhook.WebhookEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;

/**
 * What is served at one path: bytes in, answer out. Limits, deadlines and refusals are the same for every route. A
 * request is opened when its turn has come, and answered when that is over.
 */
public sealed interface Route {

    /** Which HTTP methods it takes. */
    Set<String> methods();

    /** The largest body it takes, if that is less than the server's limit. */
    int maxBodyBytes();

    /** How many requests may be opened at the same time, and with which routes; empty where that costs nothing. */
    Optional<DecryptionPermits> permits();

    /** Does on the calling thread what costs the processor. */
    Opening open(Request request, byte[] body);

    /** A request that has been opened. Closed when it is answered, or will not be. */
    interface Opening extends AutoCloseable {

        /** Answers on the calling thread, which may have to wait. */
        Answer answer();

        @Override
        void close();
    }

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
        public Opening open(Request request, byte[] body) {
            return new FlowOpening(endpoint.open(EndpointRequest.of(body, headers(request))));
        }
    }

    /** A request to a Flow, decrypted. */
    record FlowOpening(Opened opened) implements Opening {

        @Override
        public Answer answer() {
            var answer = opened.answer();
            return new Answer(answer.status(), answer.headers(), answer.body());
        }

        @Override
        public void close() {
            opened.close();
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

        /** Nothing is decrypted, so all of it is left for the answer. */
        @Override
        public Opening open(Request request, byte[] body) {
            return new WebhookOpening(endpoint, request, body);
        }
    }

    /** A request to a webhook, as it came. */
    @SuppressWarnings("ArrayRecordComponent") // equality is never asked for
    record WebhookOpening(WebhookEndpoint endpoint, Request request, byte[] body) implements Opening {

        @Override
        public Answer answer() {
            var query = request.getHttpURI().getQuery();
            var answer = endpoint.answer(request.getMethod(), query == null ? "" : query, body, headers(request));
            return new Answer(answer.status(), answer.headers(), answer.body());
        }

        @Override
        public void close() {}
    }

    /** Files, each under a name behind a folder. */
    record ToFiles(String folder, Function<String, FileAnswer> files) implements Route {

        @Override
        public Set<String> methods() {
            return Set.of("GET");
        }

        @Override
        public int maxBodyBytes() {
            return 0;
        }

        @Override
        public Optional<DecryptionPermits> permits() {
            return Optional.empty();
        }

        @Override
        public Opening open(Request request, byte[] body) {
            return new FileOpening(files, Request.getPathInContext(request).substring(folder.length()));
        }
    }

    /** The name of a file that somebody wants. */
    record FileOpening(Function<String, FileAnswer> files, String name) implements Opening {

        @Override
        public Answer answer() {
            var answer = files.apply(name);
            return new Answer(answer.status(), answer.headers(), answer.body());
        }

        @Override
        public void close() {}
    }

    /** All values of a header: two signatures prove as little as none. */
    private static Function<String, List<String>> headers(Request request) {
        return request.getHeaders()::getValuesList;
    }
}
