package dev.penstock.simulator.graph;

import dev.penstock.json.StrictJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The call that sends a message. */
final class SendCalls {

    private static final int THROTTLED_PER_HOUR = 10;

    private static final Set<String> TYPES = Set.of(
            "text",
            "interactive",
            "template",
            "image",
            "video",
            "document",
            "audio",
            "sticker",
            "location",
            "contacts",
            "reaction");

    private final EmulatorState state;
    private final Consumer<SentByApi> phone;

    SendCalls(EmulatorState state, Consumer<SentByApi> phone) {
        this.state = state;
        this.phone = phone;
    }

    GraphReply send(EmulatedNumber number, GraphCall call) {
        var addressee = Addressee.of(call);
        if (addressee.isEmpty()
                || !"whatsapp".equals(call.text("messaging_product").orElse(""))) {
            return GraphReply.error(400, 100, "Invalid parameter", "to and messaging_product are required");
        }
        if (!TYPES.contains(call.text("type").orElse("text"))) {
            return GraphReply.error(
                    400, 131051, "Unsupported message type", "Message type is not currently supported.");
        }
        var content = addressee
                .get()
                .refusal(call)
                .<Content>map(Content.Refused::new)
                .orElseGet(() -> content(number, call, addressee.get()));
        return switch (content) {
            case Content.Refused(var reply) -> reply;
            case Content.Fine fine -> taken(number, call, addressee.get(), fine);
        };
    }

    /** What the message is, or why Meta refuses it. */
    private sealed interface Content {

        record Refused(GraphReply reply) implements Content {}

        record Fine(
                Optional<EmulatedFlow> flow, boolean draft, Optional<String> token, Optional<ShownTemplate> template)
                implements Content {}
    }

    private Content content(EmulatedNumber number, GraphCall call, Addressee addressee) {
        return switch (call.text("type").orElse("text")) {
            case "interactive" -> interactive(number, Json.object(call.parameters(), "interactive"));
            case "template" -> template(number, Json.object(call.parameters(), "template"), addressee);
            default -> new Content.Fine(Optional.empty(), false, Optional.empty(), Optional.empty());
        };
    }

    private Content interactive(EmulatedNumber number, Map<?, ?> interactive) {
        if (!"flow".equals(interactive.get("type"))) {
            return new Content.Fine(Optional.empty(), false, Optional.empty(), Optional.empty());
        }
        var wrong = InteractiveRules.refusal(interactive);
        if (wrong.isPresent()) {
            return new Content.Refused(wrong.get());
        }
        var parameters = Json.object(Json.object(interactive, "action"), "parameters");
        var flow = find(number.accountId, parameters);
        if (flow.isEmpty()) {
            return new Content.Refused(GraphReply.error(400, 100, "(#100) Flow id or name not found"));
        }
        boolean draft = "draft".equals(parameters.get("mode"));
        var json = draft ? flow.get().draft : flow.get().published;
        return refusal(flow.get(), draft)
                .or(() -> OpeningRules.refusal(parameters, json))
                .<Content>map(Content.Refused::new)
                .orElseGet(() -> new Content.Fine(flow, draft, Json.text(parameters, "flow_token"), Optional.empty()));
    }

    private Content template(EmulatedNumber number, Map<?, ?> sent, Addressee addressee) {
        var name = Json.text(sent, "name").orElse("");
        var language = Json.text(Json.object(sent, "language"), "code").orElse("");
        var template = state.templatesOf(number.accountId).stream()
                .filter(known -> known.name.equals(name) && known.language.equals(language))
                .findFirst();
        if (template.isEmpty()) {
            return new Content.Refused(GraphReply.error(
                    404,
                    132001,
                    "Template name does not exist in the translation",
                    "template name (%s) does not exist in %s".formatted(name, language)));
        }
        var filling = new TemplateFilling(template.get(), sent);
        return state(template.get())
                .or(() -> onlyByNumber(template.get(), addressee))
                .or(filling::refusal)
                .or(() -> template.get().flow.flatMap(flow -> refusal(flow, false)))
                .<Content>map(Content.Refused::new)
                .orElseGet(() -> new Content.Fine(
                        template.get().flow,
                        false,
                        token(sent),
                        template.get().flowButton().map(button -> shown(button, filling))));
    }

    private static Optional<GraphReply> state(EmulatedTemplate template) {
        return switch (template.status) {
            case "APPROVED" -> Optional.empty();
            case "PAUSED" ->
                Optional.of(GraphReply.error(400, 132015, "Template is Paused", "Template is paused for low quality"));
            case "DISABLED" ->
                Optional.of(GraphReply.error(400, 132016, "Template is Disabled", "Template is disabled for good"));
            default ->
                Optional.of(GraphReply.error(
                        404,
                        132001,
                        "Template name does not exist in the translation",
                        "template name (%s) is not approved in %s".formatted(template.name, template.language)));
        };
    }

    private static Optional<GraphReply> onlyByNumber(EmulatedTemplate template, Addressee addressee) {
        return template.category.equals("AUTHENTICATION") && addressee.contact().containsKey("user_id")
                ? Optional.of(GraphReply.error(
                        400,
                        131062,
                        "Business-scoped user ID recipients are not supported for this message",
                        "Authentication templates need a phone number"))
                : Optional.empty();
    }

    private static ShownTemplate shown(Map<?, ?> button, TemplateFilling filling) {
        return new ShownTemplate(
                filling.text(),
                Json.text(button, "text").orElse("Open"),
                EmulatedTemplate.word(button, "flow_action").equals("DATA_EXCHANGE"),
                Json.text(button, "navigate_screen"));
    }

    private GraphReply taken(EmulatedNumber number, GraphCall call, Addressee addressee, Content.Fine content) {
        var id = "wamid.E" + state.newId();
        if (addressee.isDropped()) {
            state.dropped.add(id, 100);
        } else {
            content.flow().ifPresent(flow -> flow.noteSend(state.clock.instant()));
            var sent = new SentByApi(
                    id,
                    number.id,
                    addressee.id(),
                    content.flow().flatMap(flow -> content.draft() ? flow.draft : flow.published),
                    content.token().orElse("unused"),
                    content.template(),
                    new LinkedHashMap<>(call.parameters()));
            state.sent.add(sent, 1_000 + 4L * StrictJson.write(call.parameters()).length);
            phone.accept(sent);
        }
        return GraphReply.ok(Map.of(
                "messaging_product", "whatsapp",
                "contacts", List.of(addressee.contact()),
                "messages", List.of(Map.of("id", id))));
    }

    private Optional<GraphReply> refusal(EmulatedFlow flow, boolean draft) {
        return switch (flow.status) {
            case BLOCKED -> Optional.of(GraphReply.error(400, 132068, "(#132068) Flow is in blocked state"));
            case THROTTLED ->
                flow.sendsSince(state.clock.instant().minus(Duration.ofHours(1))) < THROTTLED_PER_HOUR
                        ? Optional.empty()
                        : Optional.of(GraphReply.error(400, 132069, "(#132069) Flow is in throttled state"));
            case DEPRECATED -> Optional.of(GraphReply.error(400, 131000, "(#131000) Flow is deprecated"));
            case DRAFT ->
                draft || flow.published.isPresent()
                        ? Optional.empty()
                        : Optional.of(GraphReply.error(400, 131000, "(#131000) Flow is not published"));
            case PUBLISHED -> Optional.empty();
        };
    }

    private Optional<EmulatedFlow> find(String account, Map<?, ?> parameters) {
        return parameters.get("flow_id") instanceof String id
                ? Optional.ofNullable(state.flows.get(id))
                : state.flowByName(account, String.valueOf(parameters.get("flow_name")));
    }

    private static Optional<String> token(Map<?, ?> template) {
        return SentFlow.action(template).flatMap(action -> Json.text(action, "flow_token"));
    }
}
