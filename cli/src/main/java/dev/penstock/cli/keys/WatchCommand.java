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
import dev.penstock.webhook.WebhookHandler;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.event.FlowAlert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
            "With --tenants all tenants of a gateway are looked after, each with the account that it names as waba.",
            "What is done is logged. Runs until it is stopped."
        })
final class WatchCommand implements Callable<Integer> {

    private static final String PATH = "/webhooks/meta";

    @Mixin
    private KeyDirectory directory;

    @ArgGroup(multiplicity = "1")
    private Whose whose;

    static final class Whose {

        @Option(
                names = "--waba",
                paramLabel = "ID",
                required = true,
                description = "The account whose numbers have this key. May be repeated.")
        private @Nullable List<WabaId> accounts;

        @Option(
                names = "--tenants",
                paramLabel = "FILE",
                required = true,
                description = "The configuration of a gateway (penstock.yaml): the keys of all its tenants that name"
                        + " their account.")
        private @Nullable Path tenants;
    }

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
        try (var client = graph.open()) {
            var registration = KeyRegistration.of(client);
            if (whose.tenants != null) {
                var tenants = WatchedTenants.of(whose.tenants, registration);
                output.progress("Watching over the keys of %d accounts; stop with Ctrl-C.".formatted(tenants.size()));
                return watch(tenants, tenants::look);
            }
            var expected = directory.publicKeys().getFirst();
            var responder = KeyAlertResponder.of(
                    registration,
                    this::expected,
                    Set.copyOf(Objects.requireNonNull(whose.accounts)),
                    KeyAlertResponder.DEFAULT_INTERVAL,
                    InstantSource.system());
            output.progress("Watching over key %s; stop with Ctrl-C.".formatted(expected.id()));
            return watch(responder, responder::look);
        }
    }

    private int watch(WebhookHandler<FlowAlert> alerts, Runnable look) {
        if (port == null) {
            return keepLooking(look);
        }
        try (var webhooks = webhooks(alerts);
                var server = PenstockServer.builder()
                        .port(port)
                        .webhooks(PATH, webhooks)
                        .start()) {
            output.progress("The webhook is at %s".formatted(server.uri().resolve(PATH)));
            return keepLooking(look);
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

    private WebhookEndpoint webhooks(WebhookHandler<FlowAlert> alerts) {
        var token = verifyToken
                .text()
                .orElseThrow(() -> new CommandFailure(
                        "--port needs a verify token: give --verify-token-env or --verify-token-file."));
        return WebhookEndpoint.builder(
                        appSecret.required(),
                        VerifyToken.of(token),
                        WebhookHandlers.none().onAlert(alerts))
                .build();
    }

    private int keepLooking(Runnable look) {
        try {
            while (true) {
                look.run();
                Thread.sleep(Duration.ofMinutes(minutes));
            }
        } catch (InterruptedException stopped) {
            return 0;
        }
    }
}
