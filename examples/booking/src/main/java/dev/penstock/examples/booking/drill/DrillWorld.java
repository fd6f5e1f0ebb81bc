package dev.penstock.examples.booking.drill;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.examples.booking.BookingDatabase;
import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.database.DatabaseSettings;
import dev.penstock.examples.booking.database.EmbeddedServer;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * A database, replicas in processes of their own, a balancer before them, and lines for phones.
 *
 * <p>The database is an embedded one in a temporary directory, unless the environment names a server. The outage drill
 * needs the embedded one, since it stops it.
 */
final class DrillWorld implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private static final int WARM_UP_PINGS = 100;

    private final Path directory;
    private Optional<EmbeddedServer> server;
    private final BookingDatabase database;
    private final BusinessPublicKey key;
    private final AppSecrets appSecrets;
    private final List<Replica> replicas = new ArrayList<>();
    private final Balancer balancer;
    private final Map<URI, EncryptingLine> lines = new HashMap<>();
    private final Thread stopHook;

    private DrillWorld(int replicaCount, Duration holdTime) throws IOException, InterruptedException {
        this.directory = Files.createTempDirectory("penstock-drill");
        boolean isGiven = DatabaseSettings.fromEnv(System.getenv()).isPresent();
        this.server = isGiven
                ? Optional.empty()
                : Optional.of(EmbeddedServer.start(directory.resolve("database"), OptionalInt.empty()));
        var url = server.map(own -> own.settings().url());
        this.database = url.map(own -> BookingDatabase.at(own, ZONE))
                .orElseGet(() -> BookingDatabase.open(System.getenv(), directory, ZONE));
        var privateKey = PrivateKeys.generate();
        this.key = BusinessPublicKey.of(privateKey);
        var keyFile = Files.writeString(directory.resolve("private.pem"), PrivateKeys.clearPem(privateKey));
        var secret = UUID.randomUUID().toString();
        this.appSecrets = AppSecrets.of(secret);
        var environment = new HashMap<>(Map.of("PENSTOCK_APP_SECRET", secret));
        url.ifPresent(own -> environment.put("DATABASE_URL", own));
        for (int i = 0; i < replicaCount; i++) {
            var arguments = List.of(
                    "--private-key", keyFile.toString(), "--zone", ZONE.getId(), "--hold-time", holdTime.toString());
            replicas.add(Replica.start(arguments, environment, directory.resolve("replica-" + i + ".log")));
        }
        for (var replica : replicas) {
            replica.awaitReady();
        }
        this.balancer = Balancer.start(replicas.stream().map(Replica::port).toList());
        warmUp();
        this.stopHook = new Thread(this::stop, "penstock-drill-stop");
        Runtime.getRuntime().addShutdownHook(stopHook);
    }

    static DrillWorld start(int replicas, Duration holdTime) {
        try {
            return new DrillWorld(replicas, holdTime);
        } catch (IOException failed) {
            throw new UncheckedIOException("The drill could not be set up.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the drill was being set up.", interrupted);
        }
    }

    /** A fresh process is slow for a while, which is not what drills are about. */
    private void warmUp() throws InterruptedException {
        var pings = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 2 * replicas.size(); i++) {
            var phone = somebodyAt(i, BookingFlows.SEATS).phone();
            pings.add(() -> {
                int answered = 0;
                while (answered < WARM_UP_PINGS) {
                    answered += phone.ping().status() == 200 ? 1 : 0;
                }
                return answered;
            });
        }
        Together.run(pings);
    }

    BookingDatabase database() {
        return database;
    }

    List<Replica> replicas() {
        return replicas;
    }

    /** Somebody new, whose phone reaches a replica through the balancer. */
    Person somebody(String flow) {
        return somebody(flow, balancer.port());
    }

    /** Somebody new, whose phone reaches this replica. */
    Person somebodyAt(int replica, String flow) {
        return somebody(flow, replicas.get(replica % replicas.size()).port());
    }

    private Person somebody(String flow, int port) {
        return Person.with(line(port, flow), FlowTokens.of(appSecrets).issue(flow, "drill"));
    }

    private synchronized EncryptingLine line(int port, String flow) {
        return lines.computeIfAbsent(
                URI.create("http://127.0.0.1:%d/flows/%s".formatted(port, flow)),
                uri -> EncryptingLine.to(uri, key)
                        .signedBy(RequestSignature.of(appSecrets))
                        .open());
    }

    /** Stops the embedded server at once; connections are cut. */
    void stopDatabase() {
        server.orElseThrow(() -> new IllegalStateException(
                        "The outage drill stops PostgreSQL, so it runs on the embedded one only: unset"
                                + " DATABASE_URL and PGHOST."))
                .close();
    }

    /** Starts it again on the same port. */
    void startDatabase() {
        server = server.map(
                stopped -> EmbeddedServer.start(directory.resolve("database"), OptionalInt.of(stopped.port())));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(stopHook);
        stop();
    }

    /** Also when the drill is interrupted, so that no process is left behind. */
    private void stop() {
        lines.values().forEach(EncryptingLine::close);
        replicas.forEach(Replica::close);
        try {
            balancer.close();
            database.close();
            server.ifPresent(EmbeddedServer::close);
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The drill could not be cleared away.", failed);
        }
    }
}
