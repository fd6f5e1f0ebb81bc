package dev.penstock.cli.keys;

import dev.penstock.cli.AppSecretOptions;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.LogFormatOption;
import dev.penstock.cli.Numbers;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.cli.meta.VerifyTokenOptions;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.graph.keys.KeyAlertResponder;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.id.WabaId;
import dev.penstock.keyring.KeyLifeCycleException;
import dev.penstock.server.PenstockServer;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock keys watch}: registers the key again when it is lost at Meta, until it is stopped. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Look every few minutes whether Meta holds the right key for all numbers, and register it again where"
                    + " it does not.",
            "That is where it is missing, damaged or not signed, and at most once in 15 minutes for an account.",
            "With --port also serve a webhook, and look at once when an alert speaks of the key.",
            "The webhook takes alerts only and drops completions: unless no other program needs them, have your"
                    + " proxy send it a copy of what Meta delivers.",
            "What is done is logged. Runs until it is stopped."
        })
final class WatchCommand implements Callable<Integer> {

    private static final String PATH = "/webhooks/meta";

    @Mixin
    private KeyDirectory directory;

    @Option(
            names = "--waba",
            paramLabel = "ID",
            required = true,
            description = "The account whose numbers have this key. May be repeated.")
    private List<WabaId> accounts;

    @Option(
            names = "--every",
            converter = Numbers.FromOne.class,
            paramLabel = "MINUTES",
            defaultValue = "15",
            description = "How often to look; default ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
            names = "--port",
            converter = Numbers.Port.class,
            paramLabel = "PORT",
            description = "Serve the webhook at " + PATH
                    + " on this port of 127.0.0.1, for a reverse proxy with TLS; 0 for any that is free.")
    private @Nullable Integer port;

    @Mixin
    private VerifyTokenOptions verifyToken;

    @Mixin
    private AppSecretOptions appSecret;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Mixin
    private LogFormatOption logFormat;

    @Override
    public Integer call() throws IOException {
        logFormat.apply();
        var expected = directory.publicKeys().getFirst();
        try (var client = graph.open()) {
            var responder = KeyAlertResponder.of(
                    KeyRegistration.of(client),
                    this::expected,
                    Set.copyOf(accounts),
                    KeyAlertResponder.DEFAULT_INTERVAL,
                    InstantSource.system());
            output.progress("Watching over key %s; stop with Ctrl-C.".formatted(expected.id()));
            if (port == null) {
                return look(responder);
            }
            try (var webhooks = webhooks(responder);
                    var server = PenstockServer.builder()
                            .port(port)
                            .webhooks(PATH, webhooks)
                            .start()) {
                output.progress("The webhook is at %s".formatted(server.uri().resolve(PATH)));
                return look(responder);
            }
        }
    }

    /** Anew each time, since a rotation may have changed it; a directory that is away for a while ends nothing. */
    private BusinessPublicKey expected() {
        try {
            return directory.publicKeys().getFirst();
        } catch (IOException | CommandFailure | UnusableKeyException unreadable) {
            throw new KeyLifeCycleException(
                    "The keys in %s cannot be read at present: check the directory.".formatted(directory.path()));
        }
    }

    private WebhookEndpoint webhooks(KeyAlertResponder responder) {
        var token = verifyToken
                .text()
                .orElseThrow(() -> new CommandFailure(
                        "--port needs a verify token: give --verify-token-env or --verify-token-file."));
        return WebhookEndpoint.builder(
                        appSecret.required(),
                        VerifyToken.of(token),
                        WebhookHandlers.none().onAlert(responder))
                .build();
    }

    private int look(KeyAlertResponder responder) {
        try {
            while (true) {
                responder.look();
                Thread.sleep(Duration.ofMinutes(minutes));
            }
        } catch (InterruptedException stopped) {
            return 0;
        }
    }
}
