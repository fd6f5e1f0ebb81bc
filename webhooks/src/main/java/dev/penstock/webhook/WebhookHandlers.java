package dev.penstock.webhook;

import dev.penstock.webhook.event.FlowAlert;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.MessageStatus;
import dev.penstock.webhook.event.OtherEvent;
import dev.penstock.webhook.event.UnreadableEvent;
import dev.penstock.webhook.event.UserChange;
import dev.penstock.webhook.event.WebhookEvent;
import java.util.Objects;

/**
 * What to do with each kind of event. Without a handler a kind is dropped.
 *
 * <p>A handler runs on a virtual thread, after Meta was answered, many at once. It may throw whatever it likes, as a
 * screen handler may: the event comes again then, up to five times. So a handler must be idempotent. An event on which
 * it fails every time becomes a dead letter, which is kept aside (see {@link WebhookEndpoint#handleKeptAside}).
 * Immutable.
 */
public final class WebhookHandlers {

    private final WebhookHandler<FlowCompletion> completions;
    private final WebhookHandler<FlowAlert> alerts;
    private final WebhookHandler<MessageStatus> statuses;
    private final WebhookHandler<UserChange> changes;
    private final WebhookHandler<WebhookEvent> others;

    private WebhookHandlers(
            WebhookHandler<FlowCompletion> completions,
            WebhookHandler<FlowAlert> alerts,
            WebhookHandler<MessageStatus> statuses,
            WebhookHandler<UserChange> changes,
            WebhookHandler<WebhookEvent> others) {
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
    public WebhookHandlers onCompletion(WebhookHandler<FlowCompletion> handler) {
        return new WebhookHandlers(
                completions.andThen(Objects.requireNonNull(handler, "handler")), alerts, statuses, changes, others);
    }

    /**
     * Handles alerts about Flows.
     *
     * @param handler the handler; it comes after one that was given before
     * @return a copy
     */
    public WebhookHandlers onAlert(WebhookHandler<FlowAlert> handler) {
        return new WebhookHandlers(
                completions, alerts.andThen(Objects.requireNonNull(handler, "handler")), statuses, changes, others);
    }

    /**
     * Handles what becomes of messages.
     *
     * @param handler the handler; it comes after one that was given before
     * @return a copy
     */
    public WebhookHandlers onMessageStatus(WebhookHandler<MessageStatus> handler) {
        return new WebhookHandlers(
                completions, alerts, statuses.andThen(Objects.requireNonNull(handler, "handler")), changes, others);
    }

    /**
     * Handles people who have another phone number or business-scoped user id now.
     *
     * @param handler the handler; it comes after one that was given before
     * @return a copy
     */
    public WebhookHandlers onUserChange(WebhookHandler<UserChange> handler) {
        return new WebhookHandlers(
                completions, alerts, statuses, changes.andThen(Objects.requireNonNull(handler, "handler")), others);
    }

    /**
     * Handles everything else: {@link OtherEvent} and {@link UnreadableEvent}.
     *
     * @param handler the handler; it comes after one that was given before
     * @return a copy
     */
    public WebhookHandlers onOther(WebhookHandler<WebhookEvent> handler) {
        return new WebhookHandlers(
                completions, alerts, statuses, changes, others.andThen(Objects.requireNonNull(handler, "handler")));
    }

    /**
     * Hands each event to these handlers, then to others.
     *
     * @param next the others; not asked about an event on which one of these throws
     * @return both
     */
    public WebhookHandlers andThen(WebhookHandlers next) {
        return new WebhookHandlers(
                completions.andThen(next.completions),
                alerts.andThen(next.alerts),
                statuses.andThen(next.statuses),
                changes.andThen(next.changes),
                others.andThen(next.others));
    }

    void handle(WebhookEvent event) throws Exception {
        switch (event) {
            case FlowCompletion completion -> completions.handle(completion);
            case FlowAlert alert -> alerts.handle(alert);
            case MessageStatus status -> statuses.handle(status);
            case UserChange change -> changes.handle(change);
            case OtherEvent other -> others.handle(other);
            case UnreadableEvent unreadable -> others.handle(unreadable);
        }
    }
}
