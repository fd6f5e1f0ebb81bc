package dev.penstock.cli.meta;

import dev.penstock.cli.AppSecretOptions;
import dev.penstock.cli.OutputOption;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.WabaId;
import dev.penstock.graph.accounts.Accounts;
import dev.penstock.graph.accounts.Apps;
import dev.penstock.graph.accounts.WebhookSubscription;
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
            "Subscribe the app of the access token to the webhooks of an account. With --callback also have the app's webhooks",
            "about WhatsApp delivered to that URL, the fields messages and flows beside those it has; Meta verifies the URL at",
            "once, so the server must run. Safe to repeat."
        })
final class SubscribeCommand implements Callable<Integer> {

    private static final Set<String> NEEDED = Set.of("messages", "flows");

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
        try (var client = graph.open()) {
            var app = Apps.of(client).own();
            Set<String> fields = callback == null ? Set.of() : deliver(client, app, callback);
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

    private Set<String> deliver(GraphClient client, String app, URI url) {
        var token = verifyToken
                .text()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--callback needs --verify-token-env or --verify-token-file."));
        var secret = appSecret
                .text()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--callback needs --app-secret-env or --app-secret-file."));
        var apps = Apps.of(client);
        // What is given replaces what was there, and other programs may need other fields.
        var fields = new TreeSet<>(NEEDED);
        apps.subscriptions(app, secret).stream()
                .filter(subscription -> subscription.object().equals(WebhookSubscription.WHATSAPP))
                .forEach(subscription -> fields.addAll(subscription.fields()));
        apps.subscribe(app, secret, url, token, fields);
        return fields;
    }
}
