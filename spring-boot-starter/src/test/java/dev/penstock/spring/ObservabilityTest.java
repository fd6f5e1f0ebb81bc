package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.event.EndpointListener;
import dev.penstock.servlet.Greeting;
import dev.penstock.spring.autoconfigure.PenstockAutoConfiguration;
import dev.penstock.spring.autoconfigure.PenstockMetricsAutoConfiguration;
import dev.penstock.spring.autoconfigure.PenstockTracingAutoConfiguration;
import dev.penstock.testing.FlowClient;
import dev.penstock.testing.InProcessLine;
import dev.penstock.trust.RequestSignature;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Requests are counted and traced with what the application has for it, and not where it has nothing. */
class ObservabilityTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PenstockMetricsAutoConfiguration.class,
                    PenstockTracingAutoConfiguration.class,
                    PenstockAutoConfiguration.class))
            .withBean(Flow.class, Greeting::flow)
            .withPropertyValues(
                    "penstock.keys.private-key=" + PrivateKeys.clearPem(Greeting.KEY),
                    "penstock.app.secret=" + Greeting.SECRET);

    private static void open(ApplicationContext context) {
        var endpoint = context.getBean(FlowEndpoints.class).of("greeting").orElseThrow();
        var line = InProcessLine.to(endpoint).signedBy(RequestSignature.of(Greeting.SECRETS));
        assertThat(FlowClient.over(line, "a-token").build().init().status()).isEqualTo(200);
    }

    @Test
    void requestsAreCountedInTheRegistryOfTheApplication() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            open(context);

            assertThat(context.getBean(MeterRegistry.class).getMeters())
                    .anyMatch(meter -> meter.getId().getName().startsWith("penstock."));
        });
    }

    @Test
    void requestsAreTracedWithTheOpenTelemetryOfTheApplication() {
        var spans = new Spans();
        runner.withBean(OpenTelemetry.class, () -> spans).run(context -> {
            open(context);

            assertThat(spans.names).contains("init greeting", "handler");
        });
    }

    /** What an SDK is to the application, keeping the names of spans that have ended. */
    private static final class Spans implements OpenTelemetry, SpanProcessor {

        final Queue<String> names = new ConcurrentLinkedQueue<>();
        private final SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(this).build();

        @Override
        public TracerProvider getTracerProvider() {
            return provider;
        }

        @Override
        public ContextPropagators getPropagators() {
            return ContextPropagators.noop();
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            names.add(span.getName());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }

    @Test
    void nothingIsAddedWhereTheApplicationHasNothing() {
        runner.run(context -> {
            open(context);

            assertThat(context).doesNotHaveBean(EndpointListener.class).doesNotHaveBean(FlowEndpointCustomizer.class);
        });
    }
}
