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

    /** For a webhook that the app subscribed: a minute, where Meta goes on for days. */
    private static final int TRIES = 30;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final EmulatorState state;
    private final Optional<AppSecrets> secrets;
    private Optional<WebhookSender> sender = Optional.empty();

    WebhookDesk(EmulatorState state, Optional<String> appSecret) {
        this.state = state;
        this.secrets = appSecret.map(AppSecrets::of);
    }

    void sendTo(URI target, AppSecrets secrets, int tries, Duration pause) {
        state.locked(() -> {
            sender.ifPresent(WebhookSender::close);
            sender = Optional.of(new WebhookSender(target, secrets, tries, pause));
            return true;
        });
    }

    /**
     * Whether something of an account and a field goes anywhere: by a URL that was set, or by the app's subscriptions.
     */
    boolean delivers(String account, String field) {
        return state.locked(
                () -> sender.isPresent() || bySubscription(account, field).isPresent());
    }

    private Optional<URI> bySubscription(String account, String field) {
        return secrets.isPresent() && state.subscriptionsOf(account).contains(state.appId)
                ? state.webhook
                        .filter(webhook -> webhook.fields().contains(field))
                        .map(webhook -> URI.create(webhook.callback()))
                : Optional.empty();
    }

    boolean verify(String verifyToken) throws InterruptedException {
        return WebhookSender.verify(set().target(), verifyToken);
    }

    int deliver(String account, String field, Map<String, Object> value) throws InterruptedException {
        var payload = payload(account, field, value);
        var target = state.locked(() -> sender.isPresent() ? Optional.<URI>empty() : bySubscription(account, field));
        if (target.isEmpty()) {
            return set().deliver(payload);
        }
        try (var once = new WebhookSender(target.get(), secrets.orElseThrow(), TRIES, PAUSE)) {
            return once.deliver(payload);
        }
    }

    private Map<String, Object> payload(String account, String field, Map<String, Object> value) {
        return Map.of(
                "object",
                "whatsapp_business_account",
                "entry",
                List.of(Map.of(
                        "id",
                        account,
                        "time",
                        state.clock.instant().getEpochSecond(),
                        "changes",
                        List.of(Map.of("field", field, "value", value)))));
    }

    int complete(SentByApi sent, String responseJson) throws InterruptedException {
        var message = new LinkedHashMap<String, Object>();
        var contact = new LinkedHashMap<String, Object>();
        if (sent.isToUserId()) {
            // A person with a user name, whose number Meta does not tell: people report "" as well as nothing.
            message.put("context", Map.of("id", sent.id()));
            message.put("from", "");
            message.put("from_user_id", sent.to());
            contact.put("profile", Map.of("username", "emulated.person"));
            contact.put("wa_id", "");
            contact.put("user_id", sent.to());
        } else {
            message.put("context", Map.of("from", sent.to(), "id", sent.id()));
            message.put("from", sent.to());
            contact.put("wa_id", sent.to());
        }
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
                        "contacts", List.of(contact),
                        "messages", List.of(message)));
    }

    private WebhookSender set() {
        return state.locked(
                () -> sender.orElseThrow(() -> new IllegalStateException("Say first where webhooks go: webhookTo.")));
    }

    @Override
    public void close() {
        sender.ifPresent(WebhookSender::close);
    }
}
