package dev.penstock.graph.accounts;

import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.internal.Required;
import dev.penstock.internal.Fields;
import dev.penstock.internal.SecretTexts;
import dev.penstock.trust.AppSecrets;
import dev.penstock.webhook.VerifyToken;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks about Meta apps: which one an access token belongs to, and which webhooks it gets. Thread-safe.
 *
 * <p>Subscriptions are read and changed as the app itself, so they need its app secret. Source: Meta, Graph API
 * reference, "App Subscriptions"; that these calls behave so for WhatsApp was not tried at Meta.
 */
public final class Apps {

    private final GraphClient client;

    private Apps(GraphClient client) {
        this.client = client;
    }

    /**
     * Asks through a client.
     *
     * @param client the client
     * @return the apps
     */
    public static Apps of(GraphClient client) {
        return new Apps(client);
    }

    /**
     * {@return the id of the app to which the access token belongs}
     *
     * @throws GraphException if Meta refuses
     */
    public String own() {
        return Required.text(new Fields(client.call(GraphRequest.get("app").with("fields", "id"))), "id");
    }

    /**
     * Lists what an app gets by webhook.
     *
     * @param appId the app
     * @param appSecrets its app secret, of which the current one counts
     * @return one for each kind of object
     * @throws GraphException if Meta refuses, as when the secret is not that app's
     */
    public List<WebhookSubscription> subscriptions(String appId, AppSecrets appSecrets) {
        try (var app = client.asApp(appId, appSecrets)) {
            return new Fields(app.call(GraphRequest.get(appId + "/subscriptions")))
                    .objects("data").stream().map(Apps::subscription).toList();
        }
    }

    /**
     * Has Meta deliver webhooks about WhatsApp to a URL. Meta verifies the URL at once, so it must answer. Safe to
     * repeat.
     *
     * @param appId the app
     * @param appSecrets its app secret, of which the current one counts
     * @param callback the webhook's public https URL
     * @param verifyToken the one with which Meta verifies it
     * @param fields what to deliver, such as {@code messages} and {@code flows}; it replaces what was subscribed before
     * @throws GraphException if Meta refuses, as when the URL does not answer the verification
     */
    public void subscribe(
            String appId, AppSecrets appSecrets, URI callback, VerifyToken verifyToken, Set<String> fields) {
        var form = new LinkedHashMap<String, String>();
        form.put("object", WebhookSubscription.WHATSAPP);
        form.put("callback_url", callback.toString());
        form.put("verify_token", SecretTexts.of(verifyToken));
        form.put("fields", String.join(",", new TreeSet<>(fields)));
        try (var app = client.asApp(appId, appSecrets)) {
            app.call(GraphRequest.post(appId + "/subscriptions").form(form).repeatable());
        }
    }

    private static WebhookSubscription subscription(Fields json) {
        var fields = new TreeSet<String>();
        json.objects("fields").forEach(field -> field.text("name").ifPresent(fields::add));
        // Older versions of the Graph API list the bare names.
        fields.addAll(json.texts("fields"));
        return new WebhookSubscription(
                json.text("object").orElse(""),
                json.text("callback_url").filter(url -> !url.isEmpty()),
                json.bool("active").orElse(true),
                fields);
    }
}
