package dev.penstock.examples.booking.command;

import dev.penstock.crypto.Keyset;
import dev.penstock.examples.booking.BookingDatabase;
import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.BookingMedia;
import dev.penstock.examples.booking.BookingServer;
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
        try (var opening = databaseOptions.opening();
                var media = BookingMedia.open()) {
            var keyset = Keyset.load(privateKey);
            var database = opening.database();
            return serve(database, databaseOptions.flows(database, media), keyset, AppSecrets.of(secret));
        }
    }

    private int serve(BookingDatabase database, BookingFlows flows, Keyset keyset, AppSecrets appSecrets)
            throws InterruptedException {
        try (var server = BookingServer.start(database, flows, keyset, appSecrets, port, event -> {})) {
            var out = spec.commandLine().getOut();
            out.println("Serving %s and %s from %s. Stop with Ctrl-C."
                    .formatted(server.endpoint("appointments"), server.endpoint("seats"), database.description()));
            out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, database), "penstock-booking-stop"));
            server.join();
            return 0;
        }
    }

    /** In this order: requests under way are answered before their database goes. */
    private static void stop(BookingServer server, BookingDatabase database) {
        server.close();
        database.close();
    }
}
