package dev.penstock.spring.autoconfigure;

import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.PenstockProperties;
import dev.penstock.spring.WebhookEventHandler;
import dev.penstock.spring.autoconfigure.PenstockAutoConfiguration.DefaultSecrets;
import dev.penstock.spring.internal.TypedHandlers;
import dev.penstock.spring.internal.VerifyTokens;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.queue.WebhookQueue;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Receives what Meta delivers beside the endpoints, if anybody handles it. */
@AutoConfiguration(after = PenstockAutoConfiguration.class)
@Conditional(PenstockWebhooksAutoConfiguration.AnyHandler.class)
public class PenstockWebhooksAutoConfiguration {

    /** For Spring. */
    public PenstockWebhooksAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    WebhookEndpoint penstockWebhooks(
            PenstockProperties properties,
            DefaultSecrets secrets,
            ListableBeanFactory beans,
            ObjectProvider<WebhookHandlers> handlers,
            ObjectProvider<VerifyToken> verifyToken,
            ObjectProvider<WebhookQueue> queue) {
        var own = secrets.secrets()
                .orElseThrow(() -> new PenstockConfigurationException(
                        "There are handlers of webhooks, and no app secret with which Meta signs them.",
                        "Set penstock.app.secret, for example ${META_APP_SECRET}, or penstock.app.secret-file."));
        var token = verifyToken.getIfAvailable(() -> VerifyTokens.of(properties.webhooks()));
        var all = TypedHandlers.add(handlers.getIfAvailable(WebhookHandlers::none), beans);
        var builder = WebhookEndpoint.builder(own, token, all);
        var kept = queue.getIfAvailable();
        if (kept != null) {
            builder.queue(kept);
        } else if (properties.webhooks().queue() == PenstockProperties.Guard.Kind.POSTGRES) {
            throw new PenstockConfigurationException(
                    "penstock.webhooks.queue is postgres, and there is no database for it.",
                    "Add dev.penstock:penstock-postgres, spring-boot-starter-jdbc and org.postgresql:postgresql, and"
                            + " set spring.datasource.url.");
        }
        return builder.build();
    }

    static final class AnyHandler extends AnyNestedCondition {

        AnyHandler() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(WebhookHandlers.class)
        static class All {}

        @ConditionalOnBean(WebhookEventHandler.class)
        static class OfOneKind {}
    }
}
