package dev.penstock.tracing;

import dev.penstock.endpoint.FlowEndpointBuilder;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.Objects;

/**
 * Traces requests with OpenTelemetry: {@code PenstockTracing.with(openTelemetry).trace(FlowEndpoint.builder(flow))}.
 *
 * <p>Each request is a span of kind {@code SERVER}, named after what it is and its Flow, such as {@code data_exchange
 * booking}. Within it are the steps on its way, as far as they are taken: {@code verify}, {@code open}, which is the
 * decryption, {@code guard}, {@code handler} with its filters, {@code check}, {@code seal}, and {@code keep}, which is
 * what the replay guard does with the answer. That of the handler is the current span on the handler's thread, so what
 * the handler calls is beneath it. What came before Penstock, such as the span of an HTTP server on the same thread, is
 * above.
 *
 * <p>Attributes: {@code penstock.flow}, {@code penstock.tenant}, {@code penstock.request.id}, {@code penstock.action},
 * {@code penstock.screen} and {@code http.response.status_code}; what failed is an event of the span with {@code
 * penstock.failure}. Nothing a person typed, no token and no message of an exception gets into a span.
 *
 * <p>It needs the API of OpenTelemetry alone. Where spans go is for the SDK of the application to say; without one
 * nothing is recorded. Thread-safe.
 */
public final class PenstockTracing {

    private final RequestSpans spans;

    private final Tracer tracer;

    private PenstockTracing(Tracer tracer) {
        this.tracer = tracer;
        this.spans = new RequestSpans(tracer);
    }

    /**
     * Creates the tracing.
     *
     * @param openTelemetry usually the one of the application's SDK
     * @return the tracing
     */
    public static PenstockTracing with(OpenTelemetry openTelemetry) {
        Objects.requireNonNull(openTelemetry, "openTelemetry");
        return new PenstockTracing(openTelemetry.getTracer("dev.penstock"));
    }

    /**
     * Traces a call to another program: a span of kind {@code CLIENT}, beneath the span that is current on this thread.
     *
     * @param name of the span; there must be only so many
     * @return the call, which is over when it is closed
     */
    public TracedCall call(String name) {
        return TracedCall.begin(tracer, Objects.requireNonNull(name, "name"));
    }

    /**
     * Traces the requests of an endpoint: a listener and a context for its handlers.
     *
     * @param endpoint the builder of the endpoint
     * @return the same builder
     */
    public FlowEndpointBuilder trace(FlowEndpointBuilder endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        return endpoint.listener(spans).handlerContext(spans::carried);
    }
}
