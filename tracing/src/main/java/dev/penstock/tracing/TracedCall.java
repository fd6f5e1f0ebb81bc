package dev.penstock.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Objects;

/**
 * A call to another program while it lasts, as a span of kind {@code CLIENT}. Nothing of its contents gets into the
 * span. Not thread-safe.
 */
public final class TracedCall implements AutoCloseable {

    private static final AttributeKey<String> FLOW = AttributeKey.stringKey("penstock.flow");
    private static final AttributeKey<String> FAILURE = AttributeKey.stringKey("penstock.failure");

    private final Span span;

    private TracedCall(Span span) {
        this.span = span;
    }

    static TracedCall begin(Tracer tracer, String name) {
        return new TracedCall(
                tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).startSpan());
    }

    /**
     * Says for which Flow it is.
     *
     * @param flow its name
     * @return this call
     */
    public TracedCall flow(String flow) {
        span.setAttribute(FLOW, Objects.requireNonNull(flow, "flow"));
        return this;
    }

    /**
     * Says that it failed.
     *
     * @param failure why, in a word of which there are only so many
     */
    public void failed(String failure) {
        span.setAttribute(FAILURE, Objects.requireNonNull(failure, "failure"));
        span.setStatus(StatusCode.ERROR);
    }

    /**
     * {@return the header {@code traceparent} of W3C Trace Context, with which what the other program does becomes a
     * part of the trace}
     */
    public String traceparent() {
        var context = span.getSpanContext();
        return "00-%s-%s-%s"
                .formatted(
                        context.getTraceId(),
                        context.getSpanId(),
                        context.getTraceFlags().asHex());
    }

    @Override
    public void close() {
        span.end();
    }
}
