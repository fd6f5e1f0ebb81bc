package dev.penstock.graph.accounts;

import java.util.Optional;
import java.util.Set;

/**
 * What an app gets by webhook about one kind of object.
 *
 * @param object the kind, {@code whatsapp_business_account} for WhatsApp
 * @param callback the app's webhook URL
 * @param isActive whether Meta delivers at all
 * @param fields the fields that are delivered, such as {@code messages} and {@code flows}
 */
public record WebhookSubscription(String object, Optional<String> callback, boolean isActive, Set<String> fields) {

    /** The kind of object that WhatsApp's webhooks are about. */
    public static final String WHATSAPP = "whatsapp_business_account";

    /** The fields that Flows need: completions come by {@code messages}, alerts by {@code flows}. */
    public static final Set<String> NEEDED = Set.of("messages", "flows");

    /**
     * The fields by which a business sees what people send while Meta's Business Agent holds the conversation; Meta has
     * them since August 2026. Who has no such agent does not need them.
     */
    public static final Set<String> BUSINESS_AGENT = Set.of("standby", "messaging_handovers");

    /** Copies the fields. */
    public WebhookSubscription {
        fields = Set.copyOf(fields);
    }
}
