package dev.penstock.cli.meta;

import dev.penstock.cli.AppSecretOptions;
import dev.penstock.cli.OutputOption;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.accounts.Accounts;
import dev.penstock.graph.accounts.Apps;
import dev.penstock.graph.accounts.WebhookSubscription;
import dev.penstock.id.WabaId;
import dev.penstock.trust.AppSecrets;
import dev.penstock.webhook.VerifyToken;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock webhooks subscribe}: the app to the account, and with a URL to the fields that Flows need. */
@Command(
        name = "subscribe",
        mixinStandardHelpOptions = true,
        description = {
            "Subscribe the app of the access token to the webhooks of an account.",
            "With --callback also have the app's webhooks about WhatsApp delivered to that URL.",
            "These are the fields messages and flows, and standby and messaging_handovers, which carry what people"
                    + " send while Meta's Business Agent holds the conversation, beside those that the app has.",
            "Meta verifies the URL at once, so the server must run. Safe to repeat."
        })
final class SubscribeCommand implements Callable<Integer> {

    private static final int INVALID_PARAMETER = 100;

    @Option(names = "--waba", paramLabel = "ID", required = true, description = "The account.")
    private WabaId account;

    @Option(
            names = "--callback",
            paramLabel = "URL",
            description = "The public URL of the webhook. It replaces the one that the app has.")
    private @Nullable URI callback;

    @Mixin
    private VerifyTokenOptions verifyToken;

    @Mixin
    private AppSecretOptions appSecret;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (callback != null && !"https".equals(callback.getScheme()) && !"http".equals(callback.getScheme())) {
            throw new ParameterException(spec.commandLine(), "--callback is a URL that begins with https://.");
        }
        var token = verifyToken.text().map(VerifyToken::of);
        var secret = appSecret.text().map(AppSecrets::of);
        require(callback == null || token.isPresent(), "--callback needs --verify-token-env or --verify-token-file.");
        require(callback == null || secret.isPresent(), "--callback needs --app-secret-env or --app-secret-file.");
        try (var client = graph.open()) {
            var app = Apps.of(client).own();
            Set<String> fields = callback == null
                    ? Set.of()
                    : deliver(client, app, callback, token.orElseThrow(), secret.orElseThrow());
            Accounts.of(client).subscribe(account);
            output.print(
                    "App %s gets the webhooks of account %s.".formatted(app, account)
                            + (callback == null
                                    ? ""
                                    : " Meta delivers %s to %s.".formatted(String.join(", ", fields), callback)),
                    Map.of("app", app, "account", account.value(), "fields", List.copyOf(fields)));
            return 0;
        }
    }

    private void require(boolean fulfilled, String rule) {
        if (!fulfilled) {
            throw new ParameterException(spec.commandLine(), rule);
        }
    }

    private Set<String> deliver(GraphClient client, String app, URI url, VerifyToken token, AppSecrets secret) {
        var apps = Apps.of(client);
        // What is given replaces what was there, and other programs may need other fields.
        var fields = new TreeSet<>(WebhookSubscription.NEEDED);
        apps.subscriptions(app, secret).stream()
                .filter(subscription -> subscription.object().equals(WebhookSubscription.WHATSAPP))
                .forEach(subscription -> fields.addAll(subscription.fields()));
        var all = new TreeSet<>(fields);
        all.addAll(WebhookSubscription.BUSINESS_AGENT);
        try {
            apps.subscribe(app, secret, url, token, all);
            return all;
        } catch (GraphException refused) {
            // A version of the Graph API from before August 2026 does not know the new fields.
            if (refused.code().orElse(0) != INVALID_PARAMETER || fields.equals(all)) {
                throw refused;
            }
            apps.subscribe(app, secret, url, token, fields);
            output.progress("Meta does not know the fields %s here, so the app is not subscribed to them."
                    .formatted(String.join(" and ", new TreeSet<>(WebhookSubscription.BUSINESS_AGENT))));
            return fields;
        }
    }
}
