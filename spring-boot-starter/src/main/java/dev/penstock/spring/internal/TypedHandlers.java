package dev.penstock.spring.internal;

import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.WebhookEventHandler;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.event.FlowAlert;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.MessageStatus;
import dev.penstock.webhook.event.UserChange;
import dev.penstock.webhook.event.WebhookEvent;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.ResolvableType;

/** Beans that handle webhooks, by the kind of event that they declare. */
public final class TypedHandlers {

    private TypedHandlers() {}

    /** Adds all beans, in their order. */
    public static WebhookHandlers add(WebhookHandlers handlers, ListableBeanFactory beans) {
        var all = handlers;
        for (var handler : of(beans, FlowCompletion.class)) {
            all = all.onCompletion(handler::handle);
        }
        for (var handler : of(beans, FlowAlert.class)) {
            all = all.onAlert(handler::handle);
        }
        for (var handler : of(beans, MessageStatus.class)) {
            all = all.onMessageStatus(handler::handle);
        }
        for (var handler : of(beans, UserChange.class)) {
            all = all.onUserChange(handler::handle);
        }
        for (var handler : of(beans, WebhookEvent.class)) {
            all = all.onOther(handler::handle);
        }
        refuseOthers(beans);
        return all;
    }

    private static <E extends WebhookEvent> List<WebhookEventHandler<E>> of(ListableBeanFactory beans, Class<E> kind) {
        return beans.<WebhookEventHandler<E>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(WebhookEventHandler.class, kind))
                .orderedStream()
                .toList();
    }

    /** A bean whose kind cannot be seen would never be called. */
    private static void refuseOthers(ListableBeanFactory beans) {
        for (var name : beans.getBeanNamesForType(WebhookEventHandler.class)) {
            boolean isKnown = List.of(
                            FlowCompletion.class,
                            FlowAlert.class,
                            MessageStatus.class,
                            UserChange.class,
                            WebhookEvent.class)
                    .stream()
                    .anyMatch(kind -> beans.isTypeMatch(
                            name, ResolvableType.forClassWithGenerics(WebhookEventHandler.class, kind)));
            if (!isKnown) {
                throw new PenstockConfigurationException(
                        "The bean %s handles webhooks, and of which kind cannot be seen.".formatted(name),
                        "Declare it as WebhookEventHandler<FlowCompletion>, <FlowAlert>, <MessageStatus>, <UserChange>"
                                + " or <WebhookEvent>.");
            }
        }
    }
}
