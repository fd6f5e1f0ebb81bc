package dev.penstock.spring.autoconfigure;

import dev.penstock.spring.FlowEndpointCustomizer;
import dev.penstock.tracing.PenstockTracing;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Traces requests with the application's OpenTelemetry, where {@code penstock-tracing} is there. */
@AutoConfiguration(
        before = PenstockAutoConfiguration.class,
        afterName = "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration")
@ConditionalOnClass({PenstockTracing.class, OpenTelemetry.class})
@ConditionalOnBean(OpenTelemetry.class)
public class PenstockTracingAutoConfiguration {

    /** For Spring. */
    public PenstockTracingAutoConfiguration() {}

    @Bean
    FlowEndpointCustomizer penstockTracing(OpenTelemetry openTelemetry) {
        var tracing = PenstockTracing.with(openTelemetry);
        return (builder, flow) -> tracing.trace(builder);
    }
}
