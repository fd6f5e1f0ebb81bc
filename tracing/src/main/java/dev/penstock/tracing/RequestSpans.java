package dev.penstock.tracing;

import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointListener;
import dev.penstock.event.RequestLabels;
import dev.penstock.event.RequestStep;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes spans of events. A span begins and ends with its request, whichever threads it passes. */
final class RequestSpans implements EndpointListener {

    /** Requests that nobody ever answered nor closed are not kept for ever. */
    private static final int MAX_OPEN = 10_000;

    private static final AttributeKey<String> FLOW = AttributeKey.stringKey("penstock.flow");
    private static final AttributeKey<String> TENANT = AttributeKey.stringKey("penstock.tenant");
    private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("penstock.request.id");
    private static final AttributeKey<String> ACTION = AttributeKey.stringKey("penstock.action");
    private static final AttributeKey<String> SCREEN = AttributeKey.stringKey("penstock.screen");
    private static final AttributeKey<String> FAILURE = AttributeKey.stringKey("penstock.failure");
    private static final AttributeKey<String> REFUSAL = AttributeKey.stringKey("penstock.refusal");
    private static final AttributeKey<String> REPEATED = AttributeKey.stringKey("penstock.repeated");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("penstock.error");
    private static final AttributeKey<Boolean> SENT = AttributeKey.booleanKey("penstock.sent");
    private static final AttributeKey<Boolean> CURRENT_KEY = AttributeKey.booleanKey("penstock.key.current");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private final Tracer tracer;
    private final Map<String, Span> open = new ConcurrentHashMap<>();
    /** The request that a thread serves, or served last. */
    private final ThreadLocal<@Nullable Span> ofThread = new ThreadLocal<>();

    RequestSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Runs within a span of its own, beneath that of the request which this thread serves. */
    Runnable carried(Runnable work) {
        var request = ofThread.get();
        var parent = request == null ? Context.current() : Context.current().with(request);
        return () -> {
            var handler = tracer.spanBuilder("handler").setParent(parent).startSpan();
            var current = parent.with(handler).makeCurrent();
            try {
                work.run();
            } finally {
                current.close();
                handler.end();
            }
        };
    }

    @Override
    public void on(EndpointEvent event) {
        if (event instanceof EndpointEvent.Received received) {
            begin(received.request());
            return;
        }
        var span = open.get(event.requestId());
        if (span != null) {
            tell(span, event);
        }
    }

    @Override
    public void onStep(RequestStep step) {
        var span = open.get(step.request().id());
        if (span != null) {
            beneath(span, step.name().toString(), step.elapsed());
        }
    }

    /** A span that has just ended; none where nobody would get it. */
    private void beneath(Span request, String name, Duration elapsed) {
        if (!request.isRecording()) {
            return;
        }
        var now = Instant.now();
        long end = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        tracer.spanBuilder(name)
                .setParent(Context.root().with(request))
                .setStartTimestamp(end - elapsed.toNanos(), TimeUnit.NANOSECONDS)
                .startSpan()
                .end(end, TimeUnit.NANOSECONDS);
    }

    private void begin(RequestLabels request) {
        if (open.size() >= MAX_OPEN) {
            ofThread.remove();
            return;
        }
        var span = tracer.spanBuilder("request " + request.flow())
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(FLOW, request.flow())
                .setAttribute(REQUEST, request.id())
                .startSpan();
        request.endpoint().tenant().ifPresent(tenant -> span.setAttribute(TENANT, tenant));
        open.put(request.id(), span);
        ofThread.set(span);
    }

    private void tell(Span span, EndpointEvent event) {
        switch (event) {
            case EndpointEvent.Received received -> {}
            case EndpointEvent.Handled handled -> {}
            case EndpointEvent.Opened opened -> opened(span, opened);
            case EndpointEvent.Failed failed -> {
                span.addEvent("failed", Attributes.of(FAILURE, lower(failed.failure())));
                span.setStatus(StatusCode.ERROR);
            }
            case EndpointEvent.ResponseRefused refused ->
                span.addEvent("answer refused by the check", Attributes.of(SENT, refused.sent()));
            case EndpointEvent.Replayed replayed ->
                span.addEvent("replayed", Attributes.of(REPEATED, lower(replayed.repeated())));
            case EndpointEvent.ErrorNotified notified ->
                span.addEvent("error notification", Attributes.of(ERROR, notified.errorKey()));
            case EndpointEvent.Answered answered -> end(span, answered.requestId(), answered.status());
            case EndpointEvent.Refused refused -> {
                span.setAttribute(REFUSAL, lower(refused.refusal()));
                end(span, refused.requestId(), refused.refusal().status());
            }
        }
    }

    private void opened(Span span, EndpointEvent.Opened opened) {
        var request = opened.request();
        request.kind().ifPresent(kind -> {
            span.updateName(kind + " " + request.flow());
            span.setAttribute(ACTION, kind.toString());
        });
        request.screen().ifPresent(screen -> span.setAttribute(SCREEN, screen));
        span.setAttribute(CURRENT_KEY, opened.withCurrentKey());
        beneath(span, "open", opened.decryption());
    }

    private void end(Span span, String id, int status) {
        open.remove(id);
        span.setAttribute(STATUS, (long) status);
        if (status >= 500 || status == 421) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
