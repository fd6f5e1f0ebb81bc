package dev.penstock.simulator.graph;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls about the app itself: which it is, and which webhooks it gets. */
final class AppCalls {

    private static final String WHATSAPP = "whatsapp_business_account";

    private final EmulatorState state;

    AppCalls(EmulatorState state) {
        this.state = state;
    }

    GraphReply own() {
        return GraphReply.ok(Map.of("id", state.appId, "name", "App " + state.appId));
    }

    GraphReply subscriptions(GraphCall call) {
        return GraphReply.ok(Map.of(
                "data",
                state.webhook.stream()
                        .map(webhook -> Map.of(
                                "object",
                                WHATSAPP,
                                "callback_url",
                                webhook.callback(),
                                "active",
                                true,
                                "fields",
                                webhook.fields().stream()
                                        .map(field -> Map.of("name", field, "version", call.version()))
                                        .toList()))
                        .toList()));
    }

    GraphReply subscribe(GraphCall call) {
        var callback = call.text("callback_url");
        if (callback.isEmpty() || !WHATSAPP.equals(call.text("object").orElse(""))) {
            return GraphReply.error(400, 100, "(#100) object and callback_url are required");
        }
        var fields = call.text("fields")
                .map(text -> Arrays.asList(text.split(",", -1)))
                .orElse(List.of());
        state.webhook = Optional.of(new AppSubscription(callback.get(), List.copyOf(fields)));
        return GraphReply.success();
    }

    /**
     * Before a subscription is noted, Meta verifies its URL. Not under the lock, since it takes as long as that URL
     * likes.
     */
    static boolean isVerified(GraphCall call) {
        var callback = call.text("callback_url").orElse("");
        try {
            return WebhookSender.verify(
                    URI.create(callback), call.text("verify_token").orElse(""));
        } catch (IllegalArgumentException notAUrl) {
            return false;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
