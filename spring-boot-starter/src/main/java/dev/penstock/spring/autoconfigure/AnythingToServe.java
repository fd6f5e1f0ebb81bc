package dev.penstock.spring.autoconfigure;

import dev.penstock.Flow;
import dev.penstock.spring.annotation.FlowController;
import dev.penstock.webhook.WebhookEndpoint;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;

/** Whether there is a Flow, or somebody handles webhooks. */
final class AnythingToServe extends AnyNestedCondition {

    AnythingToServe() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(Flow.class)
    static class AFlow {}

    @ConditionalOnBean(annotation = FlowController.class)
    static class AController {}

    @ConditionalOnBean(WebhookEndpoint.class)
    static class Webhooks {}
}
