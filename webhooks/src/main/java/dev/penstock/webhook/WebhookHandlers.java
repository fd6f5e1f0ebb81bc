package dev.penstock.webhook;

import dev.penstock.webhook.event.FlowAlert;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.MessageStatus;
import dev.penstock.webhook.event.OtherEvent;
import dev.penstock.webhook.event.UnreadableEvent;
import dev.penstock.webhook.event.UserChange;
import dev.penstock.webhook.event.WebhookEvent;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What to do with each kind of event. Without a handler a kind is dropped.
 *
 * <p>A handler runs on a virtual thread, after Meta was answered, many at once. If it throws, the event comes again, up
 * to five times; so a handler must bear to see an event twice. Immutable.
 */
public final class WebhookHandlers {

    private final Consumer<FlowCompletion> completions;
    private final Consumer<FlowAlert> alerts;
    private final Consumer<MessageStatus> statuses;
    private final Consumer<UserChange> changes;
    private final Consumer<WebhookEvent> others;

    private WebhookHandlers(
            Consumer<FlowCompletion> completions,
            Consumer<FlowAlert> alerts,
            Consumer<MessageStatus> statuses,
            Consumer<UserChange> changes,
            Consumer<WebhookEvent> others) {
        this.completions = completions;
        this.alerts = alerts;
        this.statuses = statuses;
        this.changes = changes;
        this.others = others;
    }

    /** {@return no handlers} */
    public static WebhookHandlers none() {
        return new WebhookHandlers(ignored -> {}, ignored -> {}, ignored -> {}, ignored -> {}, ignored -> {});
    }

    /**
     * Handles completed Flows.
     *
     * @param handler the handler; it comes after one that was given before
     * @return a copy
     */
    public WebhookHandlers onCompletion(Consumer<FlowCompletion> handler) {
        return new WebhookHandlers(
                completions.andThen(Objects.requireNonNull(handler)), alerts, statuses, changes, others);
    }

    /**
     * Handles alerts about Flows.
     *
     * @param handler the handler; it comes after one that was given before
     * @return a copy
     */
    public WebhookHandlers onAlert(Consumer<FlowAlert> handler) {
        return new WebhookHandlers(
                completions, alerts.andThen(Objects.requireNonNull(handler)), statuses, changes, others);
    }

    /**
     * Handles what becomes of messages.
     *
     * @param handler the handler; it comes after one that was given before
     * @return a copy
     */
    public WebhookHandlers onMessageStatus(Consumer<MessageStatus> handler) {
        return new WebhookHandlers(
                completions, alerts, statuses.andThen(Objects.requireNonNull(handler)), changes, others);
    }

    /**
     * Handles people who have another phone number or business-scoped user id now.
     *
     * @param handler the handler; it comes after one that was given before
     * @return a copy
     */
    public WebhookHandlers onUserChange(Consumer<UserChange> handler) {
        return new WebhookHandlers(
                completions, alerts, statuses, changes.andThen(Objects.requireNonNull(handler)), others);
    }

    /**
     * Handles everything else: {@link OtherEvent} and {@link UnreadableEvent}.
     *
     * @param handler the handler; it comes after one that was given before
     * @return a copy
     */
    public WebhookHandlers onOther(Consumer<WebhookEvent> handler) {
        return new WebhookHandlers(
                completions, alerts, statuses, changes, others.andThen(Objects.requireNonNull(handler)));
    }

    void handle(WebhookEvent event) {
        switch (event) {
            case FlowCompletion completion -> completions.accept(completion);
            case FlowAlert alert -> alerts.accept(alert);
            case MessageStatus status -> statuses.accept(status);
            case UserChange change -> changes.accept(change);
            case OtherEvent other -> others.accept(other);
            case UnreadableEvent unreadable -> others.accept(unreadable);
        }
    }
}
