package dev.penstock.examples.booking.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL of our own, for a first run and for tests: it listens on loopback, and its data directory survives.
 *
 * <p>One process owns the server and stops it in the end; other processes that are given the same directory use it with
 * the owner. Should the owner be killed, its server lives on, and the next owner takes it over. Should both be killed,
 * PostgreSQL recovers by itself when it is started again.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    /** The library switches the first two off for speed; here a booking must survive a power cut. */
    private static final Map<String, String> SETTINGS =
            Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "100", "timezone", "UTC");

    private final Path directory;
    private final int port;
    private final Optional<Ownership> ownership;
    private boolean isClosed;

    private EmbeddedServer(Path directory, int port, Optional<Ownership> ownership) {
        this.directory = directory;
        this.port = port;
        this.ownership = ownership;
    }

    /** The lock that makes us the owner, and what stops the server if the library started it. */
    private record Ownership(
            FileChannel file, FileLock lock, @Nullable EmbeddedPostgres started) {}

    /**
     * Starts the server, or finds the one that runs on this directory already.
     *
     * @param directory where the data is; created if it is not there
     * @param port where to listen; empty for any that is free, or the one it has been listening on
     * @return the server
     * @throws DatabaseException if it does not start, in a sentence that says what helps
     */
    public static EmbeddedServer start(Path directory, OptionalInt port) {
        try {
            Files.createDirectories(directory);
            var file = FileChannel.open(
                    directory.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(file);
            if (lock == null) {
                file.close();
                return new EmbeddedServer(directory, awaitOwner(directory), Optional.empty());
            }
            return own(directory, port, file, lock);
        } catch (IOException failed) {
            throw new DatabaseException(
                    "The embedded PostgreSQL did not start in %s (%s): look into postgres.log there, or set DATABASE_URL to use a server."
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

    private static EmbeddedServer own(Path directory, OptionalInt port, FileChannel file, FileLock lock)
            throws IOException, InterruptedException {
        var data = directory.resolve("data");
        var orphan = running(data);
        if (orphan.isPresent()) {
            return new EmbeddedServer(directory, orphan.get().port(), Optional.of(new Ownership(file, lock, null)));
        }
        // Left behind by a server that was killed. Its process is gone, or the number belongs to something else by now.
        Files.deleteIfExists(PidFile.in(data));
        var log = directory.resolve("postgres.log");
        var again = new EmbeddedRestart(data, log).start(port, SETTINGS, START);
        if (again.isPresent()) {
            return new EmbeddedServer(directory, again.getAsInt(), Optional.of(new Ownership(file, lock, null)));
        }
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Whoever closes us does so after those who still need the database.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
        SETTINGS.forEach(builder::setServerConfig);
        port.ifPresent(builder::setPort);
        var started = builder.start();
        return new EmbeddedServer(directory, started.getPort(), Optional.of(new Ownership(file, lock, started)));
    }

    private static int awaitOwner(Path directory) throws IOException, InterruptedException {
        for (long deadline = System.nanoTime() + START.toNanos(); System.nanoTime() < deadline; ) {
            var found = running(directory.resolve("data"));
            if (found.isPresent()) {
                return found.get().port();
            }
            Thread.sleep(100);
        }
        throw new IOException("another process owns the directory, and its server does not answer");
    }

    /** The server that runs on a data directory, if one answers there. */
    private static Optional<PidFile> running(Path data) throws IOException {
        var found = PidFile.read(data);
        return found.isPresent() && servesFrom(found.get().port(), data) ? found : Optional.empty();
    }

    private static boolean servesFrom(int port, Path data) throws IOException {
        try (var connection = DriverManager.getConnection(url(port) + "&connectTimeout=2&socketTimeout=2");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW data_directory")) {
            return rows.next() && Path.of(rows.getString(1)).toRealPath().equals(data.toRealPath());
        } catch (SQLException notOurs) {
            return false;
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port);
    }

    /** {@return how to connect} */
    public DatabaseSettings settings() {
        return new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), Optional.of("postgres"), Optional.empty());
    }

    /** {@return the port on loopback} */
    public int port() {
        return port;
    }

    /** {@return whether this process is the one that stops the server} */
    public boolean isOwner() {
        return ownership.isPresent();
    }

    /** Stops the server, if we are its owner; connections are cut. Whoever calls it again waits until it has stopped. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        ownership.ifPresent(owned -> {
            try {
                if (owned.started() != null) {
                    owned.started().close();
                } else {
                    stopBySignal();
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

    private void stopBySignal() throws IOException {
        var found = running(directory.resolve("data"));
        if (found.isEmpty()) {
            return;
        }
        // A fast shutdown, which Java has no signal for.
        var kill = new ProcessBuilder("kill", "-INT", String.valueOf(found.get().pid())).start();
        try {
            kill.waitFor(5, TimeUnit.SECONDS);
            // The last thing that it does; a process of another parent may stay on as a zombie.
            for (int i = 0; i < 1_000 && Files.exists(PidFile.in(directory.resolve("data"))); i++) {
                Thread.sleep(10);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
