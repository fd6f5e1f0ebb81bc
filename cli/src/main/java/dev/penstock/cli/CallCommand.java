package dev.penstock.cli;

import dev.penstock.FlowToken;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.json.StrictJson;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock call}: one really encrypted request to any endpoint. */
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        description = {
            "Encrypt, sign and send one request to an endpoint, and print the clear answer.",
            "Key and secret are taken from the home directory unless given. Exit code 0 for status 200, else 1.",
            "With --flow-name each call is somebody else's; to go on as the same person, give the same --flow-token."
        })
final class CallCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "The endpoint.")
    private URI url;

    @ArgGroup(multiplicity = "1")
    private Ask ask;

    static final class Ask {
        @Option(names = "--ping", description = "A health check.")
        private boolean ping;

        @Option(names = "--init", description = "Open the Flow (INIT).")
        private boolean init;

        @Option(names = "--back", paramLabel = "SCREEN", description = "Press back on this screen (BACK).")
        private @Nullable String back;

        @Option(names = "--screen", paramLabel = "SCREEN", description = "Submit this screen (data_exchange).")
        private @Nullable String screen;
    }

    @Option(
            names = "--set",
            paramLabel = "NAME=TEXT",
            description = "A field of data: name=text, or name:=json for a number, a list and so on. May be repeated.")
    private List<String> set = List.of();

    @Option(names = "--data", paramLabel = "JSON", description = "All of data, as a JSON object or as @FILE.")
    private @Nullable String data;

    @Mixin
    private FlowTokenOptions flowToken;

    @Mixin
    private FlowTokenSignatureOption flowTokenSignature;

    @Mixin
    private CredentialOptions credentials;

    @Option(
            names = "--timeout",
            converter = Numbers.FromOne.class,
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait; default ${DEFAULT-VALUE}, as a phone does.")
    private int timeout;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        try (var open = EncryptingLine.to(credentials.access(url)).open()) {
            var token = flowToken.token(credentials::secretForFlowTokens).orElse(FlowToken.UNUSED);
            var client = FlowClient.over(open, token).timeout(Duration.ofSeconds(timeout));
            flowTokenSignature.sign(token, credentials::secretForFlowTokens).ifPresent(client::flowTokenSignature);
            var exchange = ask(client.build());
            output.print(ExchangeText.of(exchange), ExchangeText.fields(exchange));
            return exchange.status() == 200 && exchange.outcome() instanceof Exchange.Answered ? 0 : 1;
        }
    }

    private Exchange ask(FlowClient client) {
        if (ask.ping) {
            return client.ping();
        }
        if (ask.init) {
            return client.init();
        }
        return ask.back != null ? client.back(ask.back) : client.submit(String.valueOf(ask.screen), data());
    }

    private static String quoted(String name) {
        return new String(StrictJson.write(name), StandardCharsets.UTF_8);
    }

    private Map<String, Object> data() {
        var fields = new LinkedHashMap<String, Object>();
        if (data != null) {
            fields.putAll(JsonArgument.read("--data", data));
        }
        for (var assignment : set) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new UsageFailure("--set takes name=text or name:=json, and what was given is neither.");
            }
            boolean json = assignment.charAt(equals - 1) == ':';
            var name = assignment.substring(0, json ? equals - 1 : equals);
            var value = assignment.substring(equals + 1);
            fields.putAll(
                    json
                            ? JsonArgument.object("--set " + name, "{%s:%s}".formatted(quoted(name), value))
                            : Map.of(name, value));
        }
        return fields;
    }
}
