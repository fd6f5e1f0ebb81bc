package dev.penstock.spring.autoconfigure;

import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.spring.FlowEndpoints;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Tells the Actuator whether every endpoint has its keys. It asks neither the replay guard nor a database, and Meta's
 * health check does not ask it: a part of the application that is down does not make Meta take the Flow away.
 */
@AutoConfiguration(after = PenstockAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("penstock")
public class PenstockHealthAutoConfiguration {

    /** For Spring. */
    public PenstockHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "penstockHealthIndicator")
    HealthIndicator penstockHealthIndicator(FlowEndpoints endpoints) {
        return () -> {
            var details = new LinkedHashMap<String, Object>();
            boolean isUp = true;
            for (var entry : endpoints.byPath().entrySet()) {
                var keys = keys(entry.getValue());
                isUp &= !keys.isEmpty();
                details.put(entry.getKey(), keys.isEmpty() ? "no key can be used" : "keys " + keys);
            }
            return (isUp ? Health.up() : Health.down()).withDetails(details).build();
        };
    }

    /** The ids, current first. */
    private static List<String> keys(FlowEndpoint endpoint) {
        try {
            return endpoint.keyset().ids();
        } catch (RuntimeException unavailable) {
            return List.of();
        }
    }
}
