package dev.penstock.examples.booking.command;

import dev.penstock.crypto.Keyset;
import dev.penstock.examples.booking.BookingDatabase;
import dev.penstock.examples.booking.BookingMedia;
import dev.penstock.examples.booking.BookingServer;
import dev.penstock.examples.booking.OrderlyStop;
import dev.penstock.trust.AppSecrets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock-booking serve}: one replica. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serve both Flows on loopback, at /flows/appointments and /flows/seats.",
            "The app secret is read from the environment variable PENSTOCK_APP_SECRET."
        })
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port; 0 for any that is free; default ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--private-key",
            paramLabel = "FILE",
            required = true,
            description = "The business private key, not encrypted.")
    private Path privateKey;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var secret = System.getenv("PENSTOCK_APP_SECRET");
        if (secret == null) {
            throw new ParameterException(
                    spec.commandLine(), "PENSTOCK_APP_SECRET is not set: put the app secret into it.");
        }
        var stop = OrderlyStop.atTheEnd();
        try (var opening = databaseOptions.opening();
                var media = BookingMedia.open()) {
            stop.closes(opening);
            var keyset = Keyset.load(privateKey);
            var connections = opening.dataSource();
            var flows = databaseOptions.flows(connections, media);
            try (var server =
                    BookingServer.start(connections, flows, keyset, AppSecrets.of(secret), port, event -> {})) {
                stop.closes(server);
                say(server, opening.database());
                server.join();
                return 0;
            }
        }
    }

    private void say(BookingServer server, BookingDatabase database) {
        var out = spec.commandLine().getOut();
        out.println("Serving %s and %s from %s. Stop with Ctrl-C."
                .formatted(server.endpoint("appointments"), server.endpoint("seats"), database.description()));
        out.flush();
    }
}
