package dev.penstock.tracing;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.test.Canary;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One request is one trace, which goes on in the handler. */
class PenstockTracingTest {

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Collecting()))
            .build();
    private final PenstockTracing tracing = PenstockTracing.with(new Telemetry());

    private final FlowBuilder flow = Flow.named("shop")
            .onInit(request -> NextScreen.of("FORM"))
            .onScreen("FORM", request -> {
                provider.get("application").spanBuilder("query").startSpan().end();
                return NextScreen.of("NEXT");
            })
            .onScreen("FAILS", request -> {
                throw new IllegalStateException(Canary.CANARY);
            })
            .onErrorNotification(notification ->
                    provider.get("application").spanBuilder("told").startSpan().end());

    private final Conversation conversation =
            Conversation.with(flow, endpoint -> tracing.trace(endpoint.tenant("clinic-7")));

    @AfterEach
    void close() {
        provider.close();
    }

    private SpanData span(String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + spans));
    }

    private static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }

    @Test
    void requestIsASpanWithWhatIsKnownOfIt() {
        conversation.ask(dataExchange("FORM", "{}"));

        var request = span("data_exchange shop");
        assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(request.getParentSpanContext().isValid()).isFalse();
        assertThat(text(request, "penstock.flow")).isEqualTo("shop");
        assertThat(text(request, "penstock.tenant")).isEqualTo("clinic-7");
        assertThat(text(request, "penstock.screen")).isEqualTo("FORM");
        assertThat(text(request, "penstock.request.id"))
                .isEqualTo(conversation.events.getFirst().requestId());
        assertThat(request.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(request.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void openingAndHandlerAndWhatTheHandlerCallsAreOneTrace() {
        conversation.ask(dataExchange("FORM", "{}"));

        var request = span("data_exchange shop");
        var handler = span("handler");
        assertThat(spans).extracting(SpanData::getTraceId).containsOnly(request.getTraceId());
        assertThat(span("open").getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(handler.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(span("query").getParentSpanId()).isEqualTo(handler.getSpanId());
        assertThat(span("open").getStartEpochNanos())
                .isLessThanOrEqualTo(span("open").getEndEpochNanos());
    }

    @Test
    void everyStepOnTheWayIsASpanInItsOrder() {
        conversation.ask(dataExchange("FORM", "{}"));

        var request = span("data_exchange shop");
        assertThat(spans)
                .filteredOn(span -> span.getParentSpanId().equals(request.getSpanId()))
                .extracting(SpanData::getName)
                .containsExactly("verify", "open", "guard", "handler", "check", "seal", "keep");
        assertThat(spans)
                .allSatisfy(span -> assertThat(span.getStartEpochNanos()).isLessThanOrEqualTo(span.getEndEpochNanos()));
    }

    @Test
    void stepsThatAreNotTakenAreNoSpans() {
        conversation.ask(Conversation.PING);
        assertThat(spans).extracting(SpanData::getName).containsExactly("verify", "open", "seal", "health_check shop");

        spans.clear();
        conversation.status(EndpointRequest.of(new byte[3], ""));
        assertThat(spans).extracting(SpanData::getName).containsExactly("verify", "request shop");
    }

    @Test
    void whatIsRepeatedAsksTheGuardOnly() {
        var sealed = conversation.phone.seal(dataExchange("FORM", "{}")).request();
        conversation.status(sealed);
        spans.clear();

        conversation.status(sealed);

        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactly("verify", "open", "guard", "data_exchange shop");
    }

    @Test
    void spanOfTheHttpServerIsAbove() {
        var server = provider.get("server").spanBuilder("POST").startSpan();
        var current = server.makeCurrent();
        try {
            conversation.ask(Conversation.INIT);
            assertThat(Span.current()).isSameAs(server);
        } finally {
            current.close();
            server.end();
        }

        assertThat(span("init shop").getParentSpanId())
                .isEqualTo(server.getSpanContext().getSpanId());
    }

    @Test
    void handlerOfErrorNotificationsIsBeneathItsRequest() {
        conversation.ask(dataExchange("FORM", "{\"error\":\"timeout_error\",\"error_message\":\"m\"}"));

        await().until(() -> spans.stream().anyMatch(span -> span.getName().equals("handler")));
        assertThat(span("handler").getParentSpanId())
                .isEqualTo(span("error_notification shop").getSpanId());
        assertThat(span("told").getTraceId()).isEqualTo(span("handler").getTraceId());
    }

    @Test
    void failuresAndRefusalsAreErrors() {
        conversation.ask(dataExchange("FAILS", "{}"));
        assertThat(span("data_exchange shop").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("data_exchange shop").getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().get(AttributeKey.stringKey("penstock.failure")))
                        .isEqualTo("handler"));

        var stranger = new Phone(BusinessPublicKey.of(PrivateKeys.generate()), TestKeys.APP_SECRET);
        conversation.status(stranger.seal(Conversation.INIT).request());
        var refused = span("request shop");
        assertThat(refused.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(refused, "penstock.refusal")).isEqualTo("undecryptable");
    }

    @Test
    void whatStrangersSendIsNoErrorOfOurs() {
        conversation.status(EndpointRequest.of(new byte[3], ""));

        assertThat(span("request shop").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void everySpanEnds() {
        conversation.ask(Conversation.PING);
        conversation.ask(Conversation.INIT);
        conversation.status(EndpointRequest.of(new byte[3], ""));
        conversation
                .endpoint
                .open(conversation.phone.seal(Conversation.INIT).request())
                .close();

        assertThat(spans).filteredOn(span -> span.getKind() == SpanKind.SERVER).hasSize(4);
    }

    @Test
    void nothingThatWasTypedGetsIntoASpan() {
        for (var screen : List.of("FORM", "FAILS", Canary.CANARY)) {
            conversation.ask(dataExchange(screen, Canary.PLANTED_DATA, Canary.CANARY));
        }
        conversation.ask(dataExchange(
                "FORM", "{\"error\":\"%1$s\",\"error_message\":\"%1$s\"}".formatted(Canary.CANARY), Canary.CANARY));

        assertThat(spans)
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.toString() + span.getEvents() + span.getAttributes())
                        .doesNotContainIgnoringCase(Canary.CANARY));
    }

    /** The SDK's tracers, without the rest of it. */
    private final class Telemetry implements OpenTelemetry {

        @Override
        public TracerProvider getTracerProvider() {
            return provider;
        }

        @Override
        public ContextPropagators getPropagators() {
            return ContextPropagators.noop();
        }
    }

    private final class Collecting implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
