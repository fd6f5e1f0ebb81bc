package dev.penstock.cli.demo;

import dev.penstock.cli.ExchangeText;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.FreePort;
import dev.penstock.cli.LogFormatOption;
import dev.penstock.cli.Numbers;
import dev.penstock.cli.OutputOption;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.examples.booking.BookingDatabase;
import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.BookingMedia;
import dev.penstock.examples.booking.BookingServer;
import dev.penstock.examples.booking.Language;
import dev.penstock.examples.booking.OrderlyStop;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
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

/** {@code penstock demo}: serves the booking example and plays a conversation with it, really encrypted. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Serve the booking example on this machine, and play a whole conversation with it, really encrypted.",
            "It has a PostgreSQL of its own. Then it keeps serving, with a phone in the browser for each Flow.",
            "Makes a key pair and an app secret at the first time. DATABASE_URL names a PostgreSQL server to use"
                    + " instead."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    @Option(
            names = "--port",
            converter = Numbers.Port.class,
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port; the phones are at the two after it, and the metrics at the third, or at any that"
                    + " are free where these are taken; 0 for any; default ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".penstock",
            description = "Where key, secret and data are kept; default ${DEFAULT-VALUE}.")
    private Path homeDirectory;

    @Option(names = "--once", description = "Stop after the conversation.")
    private boolean once;

    @Option(names = "--open", description = "Open the first phone in the browser.")
    private boolean open;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show requests and answers as JSON, with flow tokens and the keys of files.")
    private boolean verbose;

    @Mixin
    private OutputOption output;

    @Mixin
    private LogFormatOption logFormat;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        logFormat.apply();
        requireFree(port);
        say("Starting the database (the first time takes some seconds).");
        var stop = OrderlyStop.atTheEnd();
        OwnerOnly.directory(homeDirectory);
        try (var opening = BookingDatabase.opening(System.getenv(), homeDirectory.resolve("data"), ZONE);
                var media = BookingMedia.openWithLoopbackForDevelopment()) {
            stop.closes(opening);
            var home = DemoHome.prepare(homeDirectory);
            home.exposed()
                    .forEach(file ->
                            say(("Warning: other users of this machine could read %s until now. Delete it, and a new"
                                            + " one is made at the next start.")
                                    .formatted(file)));
            var keyset = home.keyset();
            say("Key pair %s and app secret are in %s."
                    .formatted(home.businessPublicKey().id(), home.directory()));
            var connections = opening.dataSource();
            var flows = BookingFlows.of(connections, InstantSource.system(), ZONE, Language.ENGLISH, media::decryptor);
            var database = opening.database(); // a server without one would fail at its first request, which is its own
            int adminPort = FreePort.orAny(port == 0 ? 0 : port + 3); // behind the phones
            try (var server =
                    BookingServer.startForDevelopment(connections, flows, keyset, home.appSecrets(), port, adminPort)) {
                stop.closes(server);
                return converse(home, flows, server, database);
            }
        }
    }

    /** Before anything is made: whoever has to choose another port should not wait for a database. */
    private static void requireFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException taken) {
            throw new CommandFailure(("Port %d cannot be listened on: another program has it, or it is reserved for the"
                            + " administrator. Choose another one with --port, or 0 for any that is free.")
                    .formatted(port));
        }
    }

    private int converse(DemoHome home, BookingFlows flows, BookingServer server, BookingDatabase database)
            throws Exception {
        var url = server.endpoint(BookingFlows.APPOINTMENTS);
        say("Serving %s and %s from %s.".formatted(url, server.endpoint(BookingFlows.SEATS), database.description()));
        server.metrics().ifPresent(page -> say("Metrics, for Prometheus, are at %s.".formatted(page)));
        var tokens = FlowTokens.of(home.appSecrets());
        if (once) {
            return playAndTell(home, url, tokens) ? 0 : 1;
        }
        try (var phones = DemoPhones.open(home, flows, server, tokens, port)) {
            say("Phones, to open in a browser on this machine:\n" + phones.list());
            if (!playAndTell(home, url, tokens)) {
                return 1;
            }
            say(howToTalk(home, url, phones));
            if (open && !Browser.open(phones.first())) {
                say("No browser could be started here: open the address yourself.");
            }
            server.join();
            return 0;
        }
    }

    private boolean playAndTell(DemoHome home, URI url, FlowTokens tokens) {
        say("");
        say("A conversation, as a phone has it:");
        var exchanges = play(home, url, tokens.issue(BookingFlows.APPOINTMENTS, "demo"));
        boolean fine = isComplete(exchanges);
        say("");
        say(fine ? "The conversation is complete: every answer opened." : "The conversation failed, see above.");
        if (output.isJson()) {
            output.print("", report(url, exchanges));
        }
        return fine;
    }

    private List<Exchange> play(DemoHome home, URI url, String flowToken) {
        var text = new ConversationText();
        var exchanges = new ArrayList<Exchange>();
        try (var line = EncryptingLine.to(url, home.businessPublicKey())
                .signedBy(RequestSignature.of(home.appSecrets()))
                .open()) {
            DemoConversation.play(FlowClient.over(line, flowToken)
                    .listener(exchange -> {
                        exchanges.add(exchange);
                        say("");
                        say(verbose ? ExchangeText.of(exchange) : text.of(exchange));
                    })
                    .build());
        }
        return exchanges;
    }

    /** Every answer opened, and the last one ends the Flow. */
    private static boolean isComplete(List<Exchange> exchanges) {
        return exchanges.stream().allMatch(exchange -> exchange.status() == 200)
                && exchanges.getLast().outcome() instanceof Exchange.Answered last
                && "SUCCESS".equals(last.answer().get("screen"));
    }

    private static String howToTalk(DemoHome home, URI url, DemoPhones phones) {
        return """

                Still serving. Phones, to open in a browser on this machine:
                %1$s
                From another terminal:
                  ./penstock call %2$s --home %3$s --ping
                  ./penstock call %2$s --home %3$s --init --flow-name %4$s
                  ./penstock conform %2$s --home %3$s --flow-name %4$s
                Stop with Ctrl-C.""".formatted(phones.list(), url, home.directory(), BookingFlows.APPOINTMENTS);
    }

    private static Map<String, Object> report(URI url, List<Exchange> exchanges) {
        var report = new LinkedHashMap<String, Object>();
        report.put("endpoint", url.toString());
        report.put("exchanges", exchanges.stream().map(ExchangeText::fields).toList());
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
