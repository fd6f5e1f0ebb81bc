package dev.penstock.gateway.drill;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that listens at a port, and is killed as by {@code kill -9}. */
final class Killable implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final int MAX_RESTARTS = 5;

    private final int port;
    private final File log;
    private final List<String> command;
    private Process process;
    private int restarts;

    private Killable(int port, File log, List<String> command) throws IOException {
        this.port = port;
        this.log = log;
        this.command = command;
        start();
    }

    static Killable java(Class<?> main, int port, Path directory, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new Killable(
                port, directory.resolve(main.getSimpleName() + port + ".log").toFile(), command);
    }

    void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** Starts it again where it has ended by itself, as whoever runs it would: a database may be slow for a moment. */
    void awaitReady() {
        await().atMost(START).until(() -> {
            if (!process.isAlive()) {
                if (++restarts > MAX_RESTARTS) {
                    throw new IllegalStateException("It ends again and again: " + Files.readString(log.toPath()));
                }
                start();
            }
            return listens();
        });
    }

    private boolean listens() {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    void kill() {
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    @Override
    public void close() {
        kill();
    }
}
