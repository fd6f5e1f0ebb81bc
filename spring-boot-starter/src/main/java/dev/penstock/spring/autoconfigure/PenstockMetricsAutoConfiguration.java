package dev.penstock.spring.autoconfigure;

import dev.penstock.event.EndpointListener;
import dev.penstock.metrics.PenstockMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Counts and measures requests in the application's registry, where {@code penstock-metrics} is there. */
@AutoConfiguration(
        before = PenstockAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple"
                    + ".SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnClass({PenstockMetrics.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
public class PenstockMetricsAutoConfiguration {

    /** For Spring. */
    public PenstockMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    PenstockMetrics penstockMetrics(MeterRegistry registry) {
        return PenstockMetrics.in(registry, PenstockMetrics.DEFAULT_MAX_ENDPOINTS);
    }

    @Bean
    EndpointListener penstockMetricsListener(PenstockMetrics metrics) {
        return metrics.listener();
    }
}
