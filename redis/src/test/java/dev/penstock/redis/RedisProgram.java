package dev.penstock.redis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A real Redis or Valkey of this machine. Where there is none a test is skipped, and says so. */
public final class RedisProgram implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(1);

    private final Path folder;
    private final int port;
    private final List<String> settings;
    private Process process;
    private int tlsPort;

    private RedisProgram(Path folder, int port, List<String> settings) throws IOException {
        this.folder = folder;
        this.port = port;
        this.settings = List.copyOf(settings);
        this.process = start();
    }

    public static RedisProgram start(String... settings) throws IOException {
        return new RedisProgram(Files.createTempDirectory("penstock-redis"), freePort(), List.of(settings));
    }

    /** One that speaks TLS at a second port, with cert.pem and key.pem of a folder. */
    static RedisProgram startWithTls(Path folder) throws IOException {
        int port = freePort();
        var started = start(
                "--tls-port",
                String.valueOf(port),
                "--tls-cert-file",
                folder.resolve("cert.pem").toString(),
                "--tls-key-file",
                folder.resolve("key.pem").toString(),
                "--tls-ca-cert-file",
                folder.resolve("cert.pem").toString(),
                "--tls-auth-clients",
                "no");
        started.tlsPort = port;
        return started;
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** By name, as certificates are. */
    URI tlsUri() {
        return URI.create("rediss://localhost:" + tlsPort);
    }

    private static Path program() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("valkey-server", "redis-server").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "There is no redis-server here: install the package redis-server or valkey");
        return found.orElseThrow();
    }

    private Process start() throws IOException {
        var command = new ArrayList<>(List.of(
                program().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--repl-diskless-sync-delay",
                "0"));
        command.addAll(settings);
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(START).until(() -> isReady() || !started.isAlive());
        return started;
    }

    private boolean isReady() {
        try (var redis = jedis()) {
            return redis.ping().equals("PONG");
        } catch (JedisException notYet) {
            return notYet.getMessage().startsWith("NOAUTH");
        }
    }

    int port() {
        return port;
    }

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    RedisConnections connections() {
        return RedisConnections.builder(uri()).open();
    }

    /** A connection of our own, to look and to disturb. */
    public Jedis jedis() {
        return new Jedis("127.0.0.1", port);
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the same port and with what is on its disk. */
    void startAgain() throws IOException {
        process = start();
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
