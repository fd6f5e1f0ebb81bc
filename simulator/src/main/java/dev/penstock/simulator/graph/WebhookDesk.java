package dev.penstock.simulator.graph;

import dev.penstock.trust.AppSecrets;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Composes webhooks and delivers them. */
final class WebhookDesk implements AutoCloseable {

    private final EmulatorState state;
    private Optional<WebhookSender> sender = Optional.empty();

    WebhookDesk(EmulatorState state) {
        this.state = state;
    }

    void sendTo(URI target, AppSecrets secrets, int tries, Duration pause) {
        state.locked(() -> {
            sender.ifPresent(WebhookSender::close);
            sender = Optional.of(new WebhookSender(target, secrets, tries, pause));
            return true;
        });
    }

    boolean isConfigured() {
        return state.locked(sender::isPresent);
    }

    boolean verify(String verifyToken) throws InterruptedException {
        return WebhookSender.verify(sender().target(), verifyToken);
    }

    int deliver(String account, String field, Map<String, Object> value) throws InterruptedException {
        return sender().deliver(Map.of(
                "object",
                "whatsapp_business_account",
                "entry",
                List.of(Map.of(
                        "id",
                        account,
                        "time",
                        state.clock.instant().getEpochSecond(),
                        "changes",
                        List.of(Map.of("field", field, "value", value))))));
    }

    int complete(SentByApi sent, String responseJson) throws InterruptedException {
        var message = new LinkedHashMap<String, Object>();
        message.put("context", Map.of("from", sent.to(), "id", sent.id()));
        message.put("from", sent.to());
        message.put("id", "wamid.R" + state.locked(state::newId));
        message.put("timestamp", Long.toString(state.clock.instant().getEpochSecond()));
        message.put("type", "interactive");
        message.put(
                "interactive",
                Map.of(
                        "type",
                        "nfm_reply",
                        "nfm_reply",
                        Map.of("name", "flow", "body", "Sent", "response_json", responseJson)));
        return deliver(
                state.locked(() -> state.number(sent.numberId()).accountId),
                "messages",
                Map.of(
                        "messaging_product", "whatsapp",
                        "metadata", Map.of("phone_number_id", sent.numberId()),
                        "contacts", List.of(Map.of("wa_id", sent.to())),
                        "messages", List.of(message)));
    }

    private WebhookSender sender() {
        return state.locked(
                () -> sender.orElseThrow(() -> new IllegalStateException("Say first where webhooks go: webhookTo.")));
    }

    @Override
    public void close() {
        sender.ifPresent(WebhookSender::close);
    }
}
