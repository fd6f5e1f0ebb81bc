package dev.penstock.examples.booking.drill;

import dev.penstock.examples.booking.command.PenstockBooking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A replica in a process of its own, which can be killed and started again on the same port. */
final class Replica implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);

    private final int port;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    private Replica(int port, List<String> arguments, Map<String, String> environment, Path log) {
        this.port = port;
        this.arguments = arguments;
        this.environment = environment;
        this.log = log;
        this.process = launch();
    }

    static Replica start(List<String> arguments, Map<String, String> environment, Path log) {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Replica(free.getLocalPort(), arguments, environment, log);
        } catch (IOException failed) {
            throw new UncheckedIOException("There is no free port for a replica.", failed);
        }
    }

    private Process launch() {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                PenstockBooking.class.getName(),
                "serve",
                "--port",
                String.valueOf(port)));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("A replica could not be started.", failed);
        }
    }

    int port() {
        return port;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void startAgain() {
        process = launch();
    }

    void awaitReady() throws InterruptedException {
        for (long deadline = System.nanoTime() + START.toNanos(); System.nanoTime() < deadline; ) {
            if (accepts()) {
                return;
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("A replica did not start. The end of its log: " + endOfLog());
    }

    private String endOfLog() {
        try {
            var lines = Files.readAllLines(log);
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException unreadable) {
            return "it cannot be read.";
        }
    }

    private boolean accepts() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
