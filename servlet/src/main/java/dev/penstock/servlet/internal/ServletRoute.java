package dev.penstock.servlet.internal;

import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.webhook.WebhookEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is served at one path: bytes in, answer out. */
public sealed interface ServletRoute {

    /** Which HTTP methods it takes. */
    Set<String> methods();

    /** The largest body it takes, if that is less than the limit of the servlet. */
    int maxBodyBytes();

    /** Whether it answers anybody, so that it may be asked from this machine only. */
    boolean isForThisMachineOnly();

    /** Answers, which may have to wait. */
    Answer answer(HttpServletRequest request, byte[] body);

    /** Status, headers and body; without a Content-Type there is none. */
    @SuppressWarnings("ArrayRecordComponent") // equality is never asked for
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    /** The endpoint of a Flow. */
    record ToFlow(String path, FlowEndpoint endpoint, Map<String, FlowEndpoint> byContext) implements ServletRoute {

        public ToFlow(String path, FlowEndpoint endpoint) {
            this(path, endpoint, new ConcurrentHashMap<>());
        }

        @Override
        public Set<String> methods() {
            return Set.of("POST");
        }

        @Override
        public int maxBodyBytes() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean isForThisMachineOnly() {
            return endpoint.acceptsUnsignedRequests();
        }

        @Override
        public Answer answer(HttpServletRequest request, byte[] body) {
            // As it is configured; the one in the request is as the client wrote it.
            var context = request.getServletContext().getContextPath();
            var answer = byContext
                    .computeIfAbsent(context, prefix -> endpoint.servedAt(prefix + path))
                    .answer(EndpointRequest.of(body, request::getHeaders));
            return new Answer(answer.status(), answer.headers(), answer.body());
        }
    }

    /** The webhook of an app. */
    record ToWebhook(WebhookEndpoint endpoint) implements ServletRoute {

        @Override
        public Set<String> methods() {
            return Set.of("GET", "POST");
        }

        @Override
        public int maxBodyBytes() {
            return WebhookEndpoint.MAX_BODY_BYTES;
        }

        @Override
        public boolean isForThisMachineOnly() {
            return false;
        }

        @Override
        public Answer answer(HttpServletRequest request, byte[] body) {
            @Nullable String query = request.getQueryString();
            var answer = endpoint.answer(request.getMethod(), query == null ? "" : query, body, request::getHeaders);
            return new Answer(answer.status(), answer.headers(), answer.body());
        }
    }
}
