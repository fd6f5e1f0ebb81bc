package dev.penstock.cli.demo;

import dev.penstock.FlowEndpoint;
import dev.penstock.cli.ExchangeText;
import dev.penstock.cli.OutputOption;
import dev.penstock.server.PenstockServer;
import dev.penstock.simulator.EncryptingLine;
import dev.penstock.simulator.Exchange;
import dev.penstock.simulator.FlowClient;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock demo}: serves the example Flow and plays a conversation with it, really encrypted. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Serve an example Flow on this machine and play a whole conversation with it, really encrypted.",
            "Makes a key pair and an app secret at the first time."
        })
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port; 0 for any that is free; default ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".penstock",
            description = "Where key, secret and data are kept; default ${DEFAULT-VALUE}.")
    private Path homeDirectory;

    @Option(names = "--once", description = "Stop after the conversation.")
    private boolean once;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var home = DemoHome.prepare(homeDirectory);
        var tokens = FlowTokens.of(home.appSecrets());
        var flow = new SmallAppointments().flow();
        var endpoint = FlowEndpoint.builder(flow)
                .keyset(home.keyset())
                .appSecrets(home.appSecrets())
                .flowTokens(tokens)
                .build();
        try (var server = PenstockServer.builder().endpoint(endpoint).port(port).start()) {
            var url = server.uri().resolve("/flows/" + flow.name());
            say("Key pair %s and app secret are in %s."
                    .formatted(home.businessPublicKey().id(), home.directory()));
            say("Serving the Flow \"%s\" at %s. A conversation, as a phone has it:".formatted(flow.name(), url));
            var exchanges = play(home, url, tokens.issue(flow.name(), "demo"));
            boolean fine = exchanges.stream().allMatch(exchange -> exchange.status() == 200);
            say("");
            say(fine ? "The conversation is complete: every answer opened." : "The conversation failed, see above.");
            if (output.isJson()) {
                output.print("", report(url, exchanges));
            }
            if (!once && fine) {
                say(howToTalk(home, url, tokens.issue(flow.name(), "you")));
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "penstock-stop"));
                server.join();
            }
            return fine ? 0 : 1;
        }
    }

    private List<Exchange> play(DemoHome home, URI url, String flowToken) throws Exception {
        var exchanges = new ArrayList<Exchange>();
        try (var line = EncryptingLine.to(url, home.businessPublicKey())
                .signedBy(RequestSignature.of(home.appSecrets()))
                .open()) {
            var client = FlowClient.over(line, flowToken)
                    .listener(exchange -> {
                        exchanges.add(exchange);
                        say("");
                        say(ExchangeText.of(exchange));
                    })
                    .build();
            client.ping();
            client.init();
            client.submit("APPOINTMENT", Map.of("department", "beauty", "time", "never"));
            client.submit("APPOINTMENT", Map.of("department", "beauty", "time", "14:15"));
            client.back("SUMMARY");
            client.submit("APPOINTMENT", Map.of("department", "beauty", "time", "09:00"));
            client.submit("SUMMARY", Map.of());
        }
        return exchanges;
    }

    private static String howToTalk(DemoHome home, URI url, String flowToken) {
        return """

                Still serving. From another terminal:
                  ./penstock call %s --home %s --ping
                  ./penstock call %s --home %s --init --flow-token %s
                Stop with Ctrl-C.""".formatted(url, home.directory(), url, home.directory(), flowToken);
    }

    private static Map<String, Object> report(URI url, List<Exchange> exchanges) {
        var report = new LinkedHashMap<String, Object>();
        report.put("endpoint", url.toString());
        report.put(
                "exchanges",
                exchanges.stream()
                        .map(exchange -> Map.of(
                                "request",
                                exchange.request(),
                                "status",
                                exchange.status(),
                                "answer",
                                exchange.outcome() instanceof Exchange.Answered answered ? answered.answer() : Map.of(),
                                "milliseconds",
                                exchange.took().toNanos() / 1e6))
                        .toList());
        return report;
    }

    /** For people only, so that programs get nothing but JSON. */
    private void say(String text) {
        if (!output.isJson()) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }
}
