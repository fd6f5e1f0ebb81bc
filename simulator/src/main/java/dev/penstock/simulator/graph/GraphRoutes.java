package dev.penstock.simulator.graph;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.UnusableKeyException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a call is about, and does it. */
final class GraphRoutes {

    private static final int PAGE = 25;

    private final EmulatorState state;
    private final AppCalls app;
    private final FlowCalls flows;
    private final SendCalls sends;
    private final TemplateCalls templates;
    private final boolean flatKeyAnswer;
    private final URI baseUrl;

    GraphRoutes(EmulatorState state, GraphEmulatorBuilder options, URI baseUrl) {
        this.state = state;
        this.app = new AppCalls(state);
        this.flows = new FlowCalls(state, options);
        this.sends = new SendCalls(state, options.phone);
        this.templates = new TemplateCalls(state);
        this.flatKeyAnswer = options.flatKeyAnswer;
        this.baseUrl = baseUrl;
    }

    GraphReply answer(GraphCall call) {
        int slash = call.path().indexOf('/');
        var id = slash < 0 ? call.path() : call.path().substring(0, slash);
        var edge = slash < 0 ? "" : call.path().substring(slash + 1);
        var operation = call.method() + " " + edge;
        if (operation.equals("GET ") && id.equals("app")) {
            return app.own();
        }
        if (id.equals(state.appId)) {
            return switch (operation) {
                case "GET " -> app.own();
                case "GET subscriptions" -> app.subscriptions(call);
                case "POST subscriptions" -> app.subscribe(call);
                default -> unsupported();
            };
        }
        if (state.accounts.containsKey(id)) {
            return account(id, operation, call);
        }
        if (state.numbers.containsKey(id)) {
            return number(state.numbers.get(id), operation, call);
        }
        if (state.flows.containsKey(id)) {
            return flow(state.flows.get(id), operation, call);
        }
        if (state.templates.containsKey(id) && operation.equals("GET ")) {
            return GraphReply.ok(state.templates.get(id).json());
        }
        if (state.media.containsKey(id)) {
            return media(id);
        }
        return GraphReply.error(400, 100, 33, "Unsupported request. Object with ID '" + id + "' does not exist");
    }

    private GraphReply account(String id, String operation, GraphCall call) {
        return switch (operation) {
            case "GET " ->
                call.query().getOrDefault("fields", "").contains("display_phone_number")
                        ? GraphReply.error(
                                400,
                                100,
                                "(#100) Tried accessing nonexisting field (display_phone_number) on node type"
                                        + " (WhatsAppBusinessAccount)")
                        : GraphReply.ok(Map.of("id", id, "name", state.accounts.getOrDefault(id, "")));
            case "GET phone_numbers" ->
                page(state.numbersOf(id).stream().map(GraphRoutes::json).toList(), call);
            case "GET subscribed_apps" ->
                GraphReply.ok(Map.of(
                        "data",
                        state.subscriptionsOf(id).stream()
                                .map(app ->
                                        Map.of("whatsapp_business_api_data", Map.of("id", app, "name", "App " + app)))
                                .toList()));
            case "POST subscribed_apps" -> {
                state.subscriptionsOf(id).add(state.appId);
                yield GraphReply.success();
            }
            case "GET flows" ->
                page(state.flowsOf(id).stream().map(flows::summary).toList(), call);
            case "POST flows" -> flows.create(id, call);
            case "GET message_templates" -> page(templates.list(id, call), call);
            case "POST message_templates" -> templates.create(id, call);
            case "DELETE message_templates" -> templates.delete(id, call);
            case "POST migrate_flows" -> flows.migrate(id, call);
            default -> unsupported();
        };
    }

    private GraphReply number(EmulatedNumber number, String operation, GraphCall call) {
        return switch (operation) {
            case "GET " -> GraphReply.ok(json(number));
            case "GET whatsapp_business_encryption" -> readKey(number);
            case "POST whatsapp_business_encryption" -> storeKey(number, call);
            case "POST messages" -> sends.send(number, call);
            default -> unsupported();
        };
    }

    private GraphReply flow(EmulatedFlow flow, String operation, GraphCall call) {
        return switch (operation) {
            case "GET " -> flows.details(flow, call.query().getOrDefault("fields", ""));
            case "POST " -> flows.update(flow, call);
            case "DELETE " -> flows.delete(flow);
            case "GET assets" -> flows.assets(flow);
            case "POST assets" -> flows.upload(flow, call);
            case "POST publish" -> flows.publish(flow, call);
            case "POST deprecate" -> flows.deprecate(flow);
            default -> unsupported();
        };
    }

    private GraphReply readKey(EmulatedNumber number) {
        if (number.key.isEmpty()) {
            return GraphReply.ok(Map.of("data", List.of()));
        }
        Map<String, Object> key = Map.of(
                "business_public_key",
                number.key.get(),
                "business_public_key_signature_status",
                number.signatureStatus);
        return GraphReply.ok(flatKeyAnswer ? key : Map.of("data", List.of(key)));
    }

    private static GraphReply storeKey(EmulatedNumber number, GraphCall call) {
        var pem = call.text("business_public_key").orElse("");
        try {
            // Only the form that the client was seen to read; a form that lost its plus signs fails here too.
            if (!pem.startsWith("-----BEGIN PUBLIC KEY-----\n")) {
                return GraphReply.error(400, 100, "(#100) Invalid parameter business_public_key");
            }
            var unused = BusinessPublicKey.parse(pem);
        } catch (UnusableKeyException damaged) {
            return GraphReply.error(400, 100, "(#100) Invalid parameter business_public_key");
        }
        number.key = Optional.of(pem);
        number.signatureStatus = "VALID";
        return GraphReply.success();
    }

    private GraphReply media(String id) {
        var bytes = state.media.getOrDefault(id, new byte[0]);
        try {
            var hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return GraphReply.ok(Map.of(
                    "id",
                    id,
                    "url",
                    baseUrl + "/media-file/" + id,
                    "mime_type",
                    "image/jpeg",
                    "sha256",
                    hash,
                    "file_size",
                    bytes.length));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static GraphReply page(List<Map<String, Object>> all, GraphCall call) {
        int from = Integer.parseInt(call.query().getOrDefault("after", "0"));
        int to = Math.min(all.size(), from + PAGE);
        var paging = new LinkedHashMap<String, Object>();
        paging.put("cursors", Map.of("before", Integer.toString(from), "after", Integer.toString(to)));
        if (to < all.size()) {
            paging.put("next", "https://graph.facebook.com/next");
        }
        return GraphReply.ok(Map.of("data", all.subList(from, to), "paging", paging));
    }

    private static Map<String, Object> json(EmulatedNumber number) {
        return Map.of(
                "id",
                number.id,
                "display_phone_number",
                number.display,
                "verified_name",
                "Emulated",
                "quality_rating",
                "GREEN");
    }

    private static GraphReply unsupported() {
        return GraphReply.error(400, 100, 33, "Unsupported request.");
    }
}
