package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.servlet.Greeting;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.MessageStatus;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Webhooks as beans, each for one kind of event. */
class WebhooksIT {

    private static final String TOKEN = "penstock.webhooks.verify-token=verify-me-please";

    private static final String STATUS = """
            {"object":"whatsapp_business_account","entry":[{"id":"102","changes":[{"field":"messages","value":{
            "messaging_product":"whatsapp","metadata":{"display_phone_number":"1","phone_number_id":"103"},
            "statuses":[{"id":"wamid.1","status":"read","timestamp":"1700000000","recipient_id":"491"}]}}]}]}""";

    @Test
    void everyBeanGetsTheEventsOfItsKind() throws Exception {
        try (var application = GreetingApplication.start(Handlers.class, TOKEN);
                var http = HttpClient.newHttpClient()) {
            var url = GreetingApplication.uri(application, "/webhooks/whatsapp");
            var body = STATUS.getBytes(StandardCharsets.UTF_8);
            var verified = http.send(
                    HttpRequest.newBuilder(java.net.URI.create(
                                    url + "?hub.mode=subscribe&hub.challenge=42&hub.verify_token=verify-me-please"))
                            .build(),
                    BodyHandlers.ofString());
            var forged = http.send(
                    HttpRequest.newBuilder(url)
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofString());
            var delivered = http.send(
                    HttpRequest.newBuilder(url)
                            .header(
                                    RequestSignature.HEADER,
                                    RequestSignature.of(Greeting.SECRETS).sign(body))
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(verified.body()).isEqualTo("42");
            assertThat(forged.statusCode()).isEqualTo(401);
            assertThat(delivered.statusCode()).isEqualTo(200);
            var handlers = application.getBean(Handlers.class);
            Awaitility.await().untilAsserted(() -> assertThat(handlers.statuses).hasSize(1));
            assertThat(handlers.completions).isEmpty();
        }
    }

    @Test
    void saysThatTheVerifyTokenIsMissing() {
        assertThatThrownBy(() -> GreetingApplication.start(Handlers.class).close())
                .rootCause()
                .hasMessageContaining("penstock.webhooks.verify-token");
    }

    @Test
    void refusesABeanWhoseKindCannotBeSeen() {
        assertThatThrownBy(() -> GreetingApplication.start(Unseen.class, TOKEN).close())
                .rootCause()
                .hasMessageContaining("WebhookEventHandler<FlowCompletion>");
    }

    @Configuration(proxyBeanMethods = false)
    static class Handlers {

        final Queue<MessageStatus> statuses = new ConcurrentLinkedQueue<>();
        final Queue<FlowCompletion> completions = new ConcurrentLinkedQueue<>();

        @Bean
        WebhookEventHandler<MessageStatus> onStatus() {
            return statuses::add;
        }

        @Bean
        WebhookEventHandler<FlowCompletion> onCompletion() {
            return completions::add;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Unseen {

        @Bean
        WebhookEventHandler<?> handler() {
            return event -> {};
        }
    }
}
