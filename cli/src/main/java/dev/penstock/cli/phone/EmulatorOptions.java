package dev.penstock.cli.phone;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.Numbers;
import dev.penstock.cli.SecretSource;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.simulator.graph.EmulatedChat;
import dev.penstock.simulator.graph.FlowValidator;
import dev.penstock.simulator.graph.GraphEmulator;
import dev.penstock.simulator.graph.GraphEmulatorBuilder;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the phone has an emulated Graph API behind it, and where that delivers webhooks. */
final class EmulatorOptions {

    static final String ACCOUNT = "1001";
    static final String NUMBER = "2001";
    private static final String APP = "4001";

    @Option(
            names = "--graph-port",
            converter = Numbers.Port.class,
            paramLabel = "PORT",
            description = "Emulate Meta's Graph API on this port of 127.0.0.1 (0 for any that is free): what is sent"
                    + " there opens in the phone, whatever the number.")
    private @Nullable Integer port;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Deliver completions to this webhook, signed with the app secret, again until it answers 200"
                    + " for a minute. It needs --graph-port; without it, what penstock webhooks subscribe"
                    + " has set.")
    private @Nullable URI webhook;

    @Option(
            names = "--graph-token-file",
            paramLabel = "FILE",
            description = "The access token that the emulated Graph API wants, in a file; default a new one each time,"
                    + " which is printed.")
    private @Nullable Path tokenFile;

    boolean isWanted() {
        if (tokenFile != null && port == null) {
            throw new CommandFailure("--graph-token-file needs --graph-port.");
        }
        if (webhook != null && port == null) {
            throw new UsageFailure(
                    "--webhook needs --graph-port: it is the emulated Graph API that delivers webhooks.");
        }
        return port != null;
    }

    /** The emulator, listening, with one account that has one number. */
    GraphEmulator start(EmulatedChat chat, Optional<String> appSecret, EncryptingLine line) {
        BooleanSupplier isHealthy =
                () -> FlowClient.over(line, "unused").build().ping().outcome() instanceof Exchange.Answered;
        GraphEmulatorBuilder builder = SecretSource.read(tokenFile, null, "access token")
                .map(GraphEmulator::builder)
                .orElseGet(GraphEmulator::builder)
                .port(java.util.Objects.requireNonNull(port))
                .appId(APP)
                .validator(FlowValidator.linting())
                .healthCheck(ignored -> isHealthy.getAsBoolean())
                .phone(chat::arrived);
        appSecret.ifPresent(builder::appSecret);
        if (webhook != null && appSecret.isEmpty()) {
            throw new UsageFailure("--webhook needs an app secret, since webhooks are signed.");
        }
        var emulator = builder.start();
        emulator.addAccount(ACCOUNT, "Development");
        emulator.addNumber(ACCOUNT, NUMBER, "+1 555 0100");
        if (webhook != null) {
            emulator.subscribe(ACCOUNT, APP);
            emulator.subscribeApp(webhook, Set.of("messages", "flows", "standby", "messaging_handovers"));
        }
        return emulator;
    }

    /** The key that was registered at the emulator, as the phone would get it from Meta. */
    static Optional<BusinessPublicKey> registeredKey(GraphEmulator emulator) {
        return emulator.keyOf(NUMBER).map(BusinessPublicKey::parse);
    }

    /** For programs what {@link #words} says. */
    Map<String, Object> fields(GraphEmulator emulator) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("url", emulator.baseUrl().toString());
        fields.put("waba", ACCOUNT);
        fields.put("phone_number_id", NUMBER);
        if (tokenFile == null) {
            fields.put("access_token", emulator.accessToken());
        }
        return fields;
    }

    /** A token from a file is not printed: whoever gave it has it. */
    String words(GraphEmulator emulator) {
        var export = tokenFile == null
                ? "export WHATSAPP_ACCESS_TOKEN=" + emulator.accessToken()
                : "export WHATSAPP_ACCESS_TOKEN=\"$(cat '%s')\"".formatted(tokenFile);
        return """
                The Graph API is emulated at %s, with account %s and phone number %s. To use it:
                  %s
                  penstock flow list --waba %s --graph-url %s""".formatted(emulator.baseUrl(), ACCOUNT, NUMBER, export, ACCOUNT, emulator.baseUrl());
    }
}
