package dev.penstock.examples.booking.database;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.UnwritableKeyFileException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL of our own, for a first run and for tests: it listens on loopback, and its data directory survives.
 *
 * <p>Other users of the machine get neither in nor at its files. Everything is in a directory for its owner only. The
 * server wants a password, which is in a file there. Its programs are unpacked there and checked before they are run.
 *
 * <p>One process owns the server and stops it in the end; other processes that are given the same directory use it with
 * the owner. Should the owner be killed, its server lives on, and the next owner takes it over. Should both be killed,
 * PostgreSQL recovers by itself when it is started again.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    /** How long the server may take until its file is there; after that it has failed. */
    private static final Duration FIRST_SIGN = Duration.ofSeconds(20);

    private static final int POLL_MILLIS = 5;

    private static final Map<String, String> SETTINGS =
            Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "100", "timezone", "UTC");

    private final Path directory;
    private final DatabaseSettings settings;
    private final int port;
    private final Optional<Ownership> ownership;
    private boolean isClosed;

    private EmbeddedServer(Path directory, int port, String password, Optional<Ownership> ownership) {
        this.directory = directory;
        this.port = port;
        this.settings = EmbeddedLogin.settings(port, password);
        this.ownership = ownership;
    }

    /** The lock that makes us the owner. */
    private record Ownership(FileChannel file, FileLock lock) {}

    /**
     * Starts the server, or finds the one that runs on this directory already.
     *
     * @param directory where the data is; created if it is not there, and taken from all other users if it is
     * @param port where to listen; empty for any that is free, or the one it has been listening on
     * @return the server
     * @throws DatabaseException if it does not start, in a sentence that says what helps
     */
    public static EmbeddedServer start(Path directory, OptionalInt port) {
        try {
            OwnerOnly.directory(directory);
            var lockFile = directory.resolve("owner.lock");
            var file = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            OwnerOnly.file(lockFile);
            var lock = lock(file);
            if (lock == null) {
                file.close();
                return guest(directory);
            }
            return own(directory, port, new Ownership(file, lock));
        } catch (UnwritableKeyFileException notOurs) {
            throw new DatabaseException(String.valueOf(notOurs.getMessage()), notOurs);
        } catch (IOException failed) {
            throw new DatabaseException(
                    ("The embedded PostgreSQL did not start in %s (%s): look into postgres.log there, or set"
                                    + " DATABASE_URL to use a server.")
                            .formatted(directory, failed.getMessage()),
                    failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while the embedded PostgreSQL was starting.", interrupted);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ownedByThisProcess) {
            return null;
        }
    }

    private static EmbeddedServer own(Path directory, OptionalInt port, Ownership ownership)
            throws IOException, InterruptedException {
        var cluster = new Cluster(directory);
        var orphan = PidFile.read(cluster.data());
        if (orphan.isPresent()) {
            int orphanPort = orphan.get().port();
            if (isServed(cluster, orphanPort)) {
                return new EmbeddedServer(
                        directory, orphanPort, cluster.password().orElseThrow(), Optional.of(ownership));
            }
            if (EmbeddedLogin.isOpen(orphanPort, cluster.data())) {
                // Left running by an earlier version, which let everybody in.
                stop(cluster.data(), orphan.get());
            }
        }
        // Left behind by a server that was killed. Its process is gone, or the number belongs to something else by now.
        Files.deleteIfExists(PidFile.in(cluster.data()));
        var programs = PostgresPrograms.under(directory);
        cluster.prepare(programs);
        int started = launch(cluster, programs, port);
        if (!isServed(cluster, started)) {
            // The file and the server have two passwords, for example after the file was restored from elsewhere.
            stop(cluster.data(), PidFile.read(cluster.data()).orElseThrow());
            cluster.setPassword(programs);
            started = launch(cluster, programs, OptionalInt.of(started));
        }
        return new EmbeddedServer(directory, started, cluster.password().orElseThrow(), Optional.of(ownership));
    }

    private static int launch(Cluster cluster, PostgresPrograms programs, OptionalInt port)
            throws IOException, InterruptedException {
        int chosen = port.isPresent() ? port.getAsInt() : freePort();
        if (!cluster.start(programs, chosen, SETTINGS)) {
            throw new IOException("pg_ctl does not start it");
        }
        long began = System.nanoTime();
        while (System.nanoTime() - began < START.toNanos()) {
            var found = PidFile.read(cluster.data());
            if (found.isPresent() && found.get().isReady()) {
                return chosen;
            }
            if (found.isEmpty() && System.nanoTime() - began > FIRST_SIGN.toNanos()) {
                throw new IOException("it ended at once");
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("it was not ready after %d seconds".formatted(START.toSeconds()));
    }

    private static EmbeddedServer guest(Path directory) throws IOException, InterruptedException {
        var cluster = new Cluster(directory);
        for (long deadline = System.nanoTime() + START.toNanos(); System.nanoTime() < deadline; ) {
            var found = PidFile.read(cluster.data());
            if (found.isPresent() && isServed(cluster, found.get().port())) {
                return new EmbeddedServer(
                        directory, found.get().port(), cluster.password().orElseThrow(), Optional.empty());
            }
            Thread.sleep(100);
        }
        throw new IOException("another process owns the directory, and its server does not answer");
    }

    private static boolean isServed(Cluster cluster, int port) throws IOException {
        var password = cluster.password();
        return password.isPresent() && EmbeddedLogin.isServed(port, password.get(), cluster.data());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** {@return how to connect, the password included} */
    public DatabaseSettings settings() {
        return settings;
    }

    /** {@return the port on loopback} */
    public int port() {
        return port;
    }

    /** {@return whether this process is the one that stops the server} */
    public boolean isOwner() {
        return ownership.isPresent();
    }

    /**
     * Stops the server, if we are its owner; connections are cut. Whoever calls it again waits until it has stopped.
     */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        ownership.ifPresent(owned -> {
            try {
                var data = new Cluster(directory).data();
                var running = PidFile.read(data);
                if (running.isPresent() && running.get().port() == port) {
                    stop(data, running.get());
                }
                owned.lock().release();
                owned.file().close();
            } catch (IOException failed) {
                throw new DatabaseException(
                        "The embedded PostgreSQL in %s did not stop cleanly: the next start takes it over, or recovers."
                                .formatted(directory),
                        failed);
            }
        });
    }

    private static void stop(Path data, PidFile running) throws IOException {
        // A fast shutdown, which Java has no signal for.
        var kill = new ProcessBuilder("kill", "-INT", String.valueOf(running.pid())).start();
        try {
            kill.waitFor(5, TimeUnit.SECONDS);
            // The last thing that it does; a process of another parent may stay on as a zombie.
            for (int i = 0; i < 1_000 && Files.exists(PidFile.in(data)); i++) {
                Thread.sleep(10);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
