package dev.penstock.spring.autoconfigure;

import dev.penstock.crypto.Keyset;
import dev.penstock.event.EndpointListener;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.spring.FlowEndpointCustomizer;
import dev.penstock.spring.FlowEndpoints;
import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.PenstockProperties;
import dev.penstock.spring.internal.AppOfProperties;
import dev.penstock.spring.internal.EndpointAssembly;
import dev.penstock.spring.internal.FlowJsons;
import dev.penstock.spring.internal.FoundFlows;
import dev.penstock.spring.internal.KeysOfProperties;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;

/** Makes an endpoint of every Flow. */
@AutoConfiguration(after = PenstockPostgresAutoConfiguration.class)
@EnableConfigurationProperties(PenstockProperties.class)
public class PenstockAutoConfiguration {

    /** For Spring. */
    public PenstockAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    DefaultSecrets penstockDefaultSecrets(PenstockProperties properties, ObjectProvider<AppSecrets> bean) {
        var own = Optional.ofNullable(bean.getIfAvailable());
        return new DefaultSecrets(own.isPresent() ? own : AppOfProperties.secrets("penstock.app", properties.app()));
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    @ConditionalOnProperty(prefix = "penstock.flow-tokens", name = "accept", havingValue = "issued")
    FlowTokens penstockFlowTokens(PenstockProperties properties, DefaultSecrets secrets) {
        var own = secrets.secrets()
                .orElseThrow(() -> new PenstockConfigurationException(
                        "penstock.flow-tokens.accept is issued, and flow tokens are signed with the app secret.",
                        "Set penstock.app.secret or penstock.app.secret-file."));
        return FlowTokens.of(own).withLifetime(properties.flowTokens().lifetime());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(prefix = "penstock.guard", name = "kind", havingValue = "memory", matchIfMissing = true)
    ReplayGuard penstockReplayGuard(PenstockProperties properties) {
        return InMemoryReplayGuard.builder().keep(properties.guard().keep()).build();
    }

    @Bean
    @ConditionalOnMissingBean
    FlowEndpoints flowEndpoints(
            PenstockProperties properties,
            DefaultSecrets secrets,
            ListableBeanFactory beans,
            ResourceLoader resources,
            ObjectProvider<Keyset> keyset,
            ObjectProvider<Supplier<Keyset>> changingKeyset,
            ObjectProvider<FlowTokens> tokens,
            ObjectProvider<ReplayGuard> guard,
            ObjectProvider<EndpointListener> listeners,
            ObjectProvider<FlowEndpointCustomizer> customizers) {
        var assembly = new EndpointAssembly(
                properties,
                new FlowJsons(resources),
                keys(properties, keyset, changingKeyset),
                secrets.secrets(),
                tokens::getObject,
                guard(properties, guard),
                listeners.orderedStream().toList(),
                customizers.orderedStream().toList());
        return assembly.of(FoundFlows.in(beans));
    }

    private static Optional<Supplier<Keyset>> keys(
            PenstockProperties properties,
            ObjectProvider<Keyset> keyset,
            ObjectProvider<Supplier<Keyset>> changingKeyset) {
        var changing = changingKeyset.getIfAvailable();
        if (changing != null) {
            return Optional.of(changing);
        }
        var fixed = keyset.getIfAvailable();
        if (fixed != null) {
            return Optional.of(() -> fixed);
        }
        return properties.keys().isGiven()
                ? Optional.of(KeysOfProperties.load("penstock.keys", properties.keys()))
                : Optional.empty();
    }

    private static Optional<ReplayGuard> guard(PenstockProperties properties, ObjectProvider<ReplayGuard> guard) {
        var bean = Optional.ofNullable(guard.getIfAvailable());
        if (bean.isEmpty() && properties.guard().kind() == PenstockProperties.Guard.Kind.POSTGRES) {
            throw new PenstockConfigurationException(
                    "penstock.guard.kind is postgres, and there is no database for it.",
                    "Add dev.penstock:penstock-postgres, spring-boot-starter-jdbc and org.postgresql:postgresql, and"
                            + " set spring.datasource.url.");
        }
        return bean;
    }

    @Bean
    @ConditionalOnProperty(prefix = "penstock", name = "warm-up", matchIfMissing = true)
    ApplicationListener<ApplicationStartedEvent> penstockWarmUp(FlowEndpoints endpoints) {
        return event -> endpoints.byPath().values().stream().findFirst().ifPresent(endpoint -> endpoint.warmUp());
    }

    /**
     * The app secrets of the bean or the properties; in a type of its own, so that there is one where there is none.
     *
     * @param secrets the secrets
     */
    record DefaultSecrets(Optional<AppSecrets> secrets) {}
}
