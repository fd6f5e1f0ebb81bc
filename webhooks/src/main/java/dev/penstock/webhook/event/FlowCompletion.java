package dev.penstock.webhook.event;

import dev.penstock.internal.Fields;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * A person has completed a Flow: an incoming message of the kind {@code nfm_reply}.
 *
 * <p>What is in {@link #response()} came from the endpoint's final response or from the Flow's {@code complete} action;
 * it passed through the person's phone, so check it like any input.
 *
 * @param messageId the id of the completion message ({@code wamid…}); the same event may be delivered more than once,
 *     but is handed to handlers once
 * @param person who it was
 * @param contextMessageId the id of the message that was answered
 * @param time when
 * @param accountId the id of the WhatsApp Business Account
 * @param phoneNumberId the id of the number that got it
 * @param name {@code flow}; another word for other native replies, such as {@code address_message}
 * @param response the fields of {@code response_json}
 * @param field the field of the webhook: {@code messages}, or one of those of {@link #isStandby()}
 * @param raw the message
 */
public record FlowCompletion(
        String messageId,
        Person person,
        Optional<String> contextMessageId,
        Optional<Instant> time,
        Optional<String> accountId,
        Optional<String> phoneNumberId,
        Optional<String> name,
        Map<String, Object> response,
        String field,
        Map<String, Object> raw)
        implements WebhookEvent {

    private static final String NO_TOKEN = "unused";

    /** Makes the response read-only. */
    public FlowCompletion {
        response = Collections.unmodifiableMap(response);
    }

    /** {@return the person's phone number; since 2026 it may be missing for people with user names} */
    public Optional<String> from() {
        return person.phoneNumber();
    }

    /** {@return the person's business-scoped user id} */
    public Optional<String> userId() {
        return person.userId();
    }

    /**
     * {@return whether this came by the field {@code standby} or {@code messaging_handovers}: another, such as Meta's
     * Business Agent, holds the conversation, until you send a message} Source: Meta, "Standby webhooks". Whether
     * completions come that way is not documented.
     */
    public boolean isStandby() {
        return Standby.is(field);
    }

    /** {@return the flow token in the response; empty if there is none, or it is {@code unused}} */
    public Optional<String> flowToken() {
        return new Fields(response).text("flow_token").filter(token -> !token.isEmpty() && !token.equals(NO_TOKEN));
    }

    /** {@return what ties this to the message that was sent: the flow token, else the message that was answered} */
    public Correlation correlation() {
        return flowToken()
                .<Correlation>map(Correlation.ByFlowToken::new)
                .or(() -> contextMessageId.map(Correlation.ByMessage::new))
                .orElseGet(Correlation.None::new);
    }

    /**
     * {@return the id of the Flow, where the phone put it into the response: seen when a Flow was opened from an
     * advertisement, or as {@code wa_flow_response_params.flow_id}; not documented}
     */
    public Optional<String> flowId() {
        var fields = new Fields(response);
        return fields.textOrNumber("flow_id")
                .filter(id -> !id.isBlank())
                .or(() -> fields.object("wa_flow_response_params").flatMap(params -> params.textOrNumber("flow_id")))
                .filter(id -> !id.isBlank());
    }

    @Override
    public String toString() {
        return "FlowCompletion[" + messageId + "]";
    }
}
