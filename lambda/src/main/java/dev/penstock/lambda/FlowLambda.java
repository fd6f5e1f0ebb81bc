package dev.penstock.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.HttpRefusal;
import dev.penstock.json.JsonFormatException;
import dev.penstock.log.Seldom;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the events of AWS Lambda that stand for HTTP requests: those of a function URL, and of an HTTP API of API
 * Gateway with payload format 2.0. Statuses and headers are those of {@code docs/reference/statuses.md}.
 *
 * <p>Make one when the function is initialised, and hand it every event:
 *
 * <pre>{@code
 * public final class Booking implements RequestStreamHandler {
 *
 *     private final FlowLambda flow = FlowLambda.of(endpoint());
 *
 *     public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
 *         flow.handleRequest(event, answer, context);
 *     }
 * }
 * }</pre>
 *
 * <p>AWS starts an instance for each request that runs at the same time, so the endpoint needs a replay guard that all
 * of them share: to the guard in memory of another instance a repeated request is a new one, and two answers under one
 * key and initialization vector give away both. The endpoint is warmed up when this is made, before AWS takes the
 * snapshot of SnapStart, and after it fresh randomness is mixed into Java's.
 *
 * <p>Immutable and thread-safe.
 */
public final class FlowLambda implements RequestStreamHandler {

    /** An event is little more than a body in Base64, or in JSON with its quotation marks escaped: 32 MiB. */
    private static final int MAX_EVENT_BYTES = 32 * 1_024 * 1_024;

    private static final int WARM_UPS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(FlowLambda.class);

    private final FlowEndpoint endpoint;
    private final Seldom unreadable = Seldom.oncePerMinute(InstantSource.system());

    /** Held here, since those that call it do not. */
    @SuppressWarnings("unused")
    private final Optional<Object> snapStart;

    private FlowLambda(FlowEndpoint endpoint, Optional<Object> snapStart) {
        this.endpoint = endpoint;
        this.snapStart = snapStart;
    }

    /**
     * Makes the handler of a function, with nothing to do before or after a snapshot.
     *
     * @param endpoint what answers; without a scope of its own its submissions are those of {@code /flows/NAME}
     * @return the handler, warmed up
     * @throws IllegalStateException if the endpoint has its answers in the memory of one instance, or accepts unsigned
     *     requests
     */
    public static FlowLambda of(FlowEndpoint endpoint) {
        return builder(endpoint).build();
    }

    /**
     * Begins the handler of a function.
     *
     * @param endpoint what answers; without a scope of its own its submissions are those of {@code /flows/NAME}
     * @return a builder
     */
    public static Builder builder(FlowEndpoint endpoint) {
        return new Builder(endpoint);
    }

    /**
     * Answers an event.
     *
     * @param event of payload format 2.0
     * @param answer is written to, not closed
     * @param context is not looked at
     * @throws IOException if the event cannot be read, or the answer not be written
     * @throws IllegalArgumentException if the event is no HTTP request of payload format 2.0: then something else calls
     *     the function than was meant to
     */
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(answer, "answer");
        answer.write(HttpEvent.answer(answer(event.readNBytes(MAX_EVENT_BYTES + 1))));
    }

    private EndpointResponse answer(byte[] json) {
        if (json.length > MAX_EVENT_BYTES) {
            return HttpRefusal.tooLarge();
        }
        HttpEvent event;
        try {
            event = HttpEvent.parse(json);
        } catch (JsonFormatException strange) {
            unreadable.log(more -> LOG.warn("An event could not be read: {}{}", strange.getMessage(), more));
            return HttpEvent.BAD_REQUEST;
        }
        return HttpRefusal.byHead(event.method(), event::header)
                .orElseGet(() -> event.body().map(body -> answer(event, body)).orElse(HttpEvent.BAD_REQUEST));
    }

    private EndpointResponse answer(HttpEvent event, byte[] body) {
        return body.length > EncryptedRequest.MAX_BODY_BYTES
                ? HttpRefusal.tooLarge()
                : endpoint.answer(EndpointRequest.of(body, event::header));
    }

    @Override
    public String toString() {
        return "FlowLambda[%s]".formatted(endpoint.flow().name());
    }

    /** Builds a handler. Not thread-safe. */
    public static final class Builder {

        private final FlowEndpoint endpoint;
        private final List<Runnable> beforeSnapshot = new ArrayList<>();
        private final List<Runnable> afterRestore = new ArrayList<>();

        private Builder(FlowEndpoint endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        }

        /**
         * Runs something before SnapStart takes the snapshot, such as to close connections, which another instance
         * cannot use. It needs {@code org.crac:crac} on the class path.
         *
         * @param action what to run, in the order in which actions were given
         * @return this builder
         */
        public Builder beforeSnapshot(Runnable action) {
            beforeSnapshot.add(Objects.requireNonNull(action, "action"));
            return this;
        }

        /**
         * Runs something in every instance that SnapStart makes from the snapshot, before its first request. It needs
         * {@code org.crac:crac} on the class path.
         *
         * @param action what to run, in the order in which actions were given
         * @return this builder
         */
        public Builder afterRestore(Runnable action) {
            afterRestore.add(Objects.requireNonNull(action, "action"));
            return this;
        }

        /**
         * Builds the handler.
         *
         * @return the handler, warmed up
         * @throws IllegalStateException if the endpoint has its answers in the memory of one instance, or accepts
         *     unsigned requests; or if there is something to do before or after a snapshot, and nobody to say when
         */
        public FlowLambda build() {
            var name = endpoint.flow().name();
            if (!endpoint.sharesReplayGuard()) {
                throw new IllegalStateException(
                        ("The endpoint %s keeps its answers in memory, and every instance of a Lambda function has its"
                                        + " own: the same request could get two answers under one key and"
                                        + " initialization vector. Add replayGuard(...) with one that all instances"
                                        + " share, such as PostgresReplayGuard.")
                                .formatted(name));
            }
            if (endpoint.acceptsUnsignedRequests()) {
                throw new IllegalStateException(
                        ("The endpoint %s accepts unsigned requests, and anybody can call a Lambda function by its URL:"
                                        + " add appSecrets(AppSecrets.of(...)).")
                                .formatted(name));
            }
            var served = endpoint.servedAt("/flows/" + name);
            var snapStart = snapStart(name);
            HttpEvent.warmUp();
            for (int i = 0; i < WARM_UPS; i++) {
                served.warmUpWithPrivateKey();
            }
            return new FlowLambda(served, snapStart);
        }

        private Optional<Object> snapStart(String name) {
            try {
                return Optional.of(SnapStart.register(beforeSnapshot, afterRestore));
            } catch (NoClassDefFoundError nobodyTells) {
                if (!beforeSnapshot.isEmpty() || !afterRestore.isEmpty()) {
                    throw new IllegalStateException(
                            ("The function %s has something to do before or after a snapshot, and nobody says when: add"
                                            + " org.crac:crac to the class path.")
                                    .formatted(name),
                            nobodyTells);
                }
                return Optional.empty();
            }
        }
    }
}
