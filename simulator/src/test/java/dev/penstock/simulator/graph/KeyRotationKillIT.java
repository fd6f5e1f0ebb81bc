package dev.penstock.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.graph.keys.KeyRing;
import dev.penstock.graph.keys.RotationStep;
import dev.penstock.simulator.RequestEnvelope;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rotates in a process of its own that is killed after each of its steps in turn, while requests under the key that Meta gives
 * out, and under the key it gave out before, arrive without a pause at a server that reloads the key ring.
 */
class KeyRotationKillIT {

    /** All steps of a rotation; the process is killed once at each, and goes on where it was. */
    private static final List<String> STEPS = List.of(
            "before the new key",
            "new key file, before the state",
            "state STORED",
            "state SERVED",
            "before registering",
            "registered, before the state",
            "state REGISTERED",
            "confirmed, before the state",
            "state IDLE");

    private final GraphFixture graph = GraphFixture.start();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final List<String> failures = java.util.Collections.synchronizedList(new ArrayList<>());

    @Test
    void answersEveryRequestWhereverTheRotationIsKilled(@TempDir Path directory) throws Exception {
        var ring = KeyRing.at(directory, RotationProcess.PASSPHRASE.toCharArray());
        var first = ring.generate().current().publicKey();
        KeyRegistration.of(graph.client).register(GraphFixture.WABA, first);
        var keyset = new AtomicReference<>(ring.keyset());
        var servers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        servers.createContext("/served/", exchange -> {
            var id = exchange.getRequestURI().getPath().substring("/served/".length());
            exchange.sendResponseHeaders(keyset.get().ids().contains(id) ? 200 : 404, -1);
            exchange.close();
        });
        servers.start();
        try (graph;
                var threads = Executors.newCachedThreadPool()) {
            threads.execute(() -> reload(ring, keyset));
            threads.execute(() -> load(keyset, "2001"));
            threads.execute(() -> load(keyset, "2002"));
            for (var step : STEPS) {
                assertThat(rotate(
                                directory,
                                URI.create("http://127.0.0.1:"
                                        + servers.getAddress().getPort()),
                                step))
                        .as(step)
                        .isEqualTo(137);
            }
            stop.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            stop.set(true);
            servers.stop(0);
        }

        assertThat(failures).isEmpty();
        assertThat(answered.get()).isGreaterThan(100);
        assertThat(ring.state().step()).isEqualTo(RotationStep.IDLE);
        assertThat(ring.state().current().publicKey()).isNotEqualTo(first);
        System.out.printf(
                "killed %d times, answered %d requests, failed %d%n", STEPS.size(), answered.get(), failures.size());
    }

    private void reload(KeyRing ring, AtomicReference<Keyset> keyset) {
        var seen = ring.state();
        while (!stop.get()) {
            var now = ring.state();
            if (!now.equals(seen)) {
                keyset.set(ring.keyset());
                seen = now;
            }
            pause();
        }
    }

    /** A phone asks under the key that Meta gives out now, another under the one it cached before the last change. */
    private void load(AtomicReference<Keyset> keyset, String number) {
        Optional<BusinessPublicKey> before = Optional.empty();
        Optional<BusinessPublicKey> now = Optional.empty();
        while (!stop.get()) {
            var atMeta = BusinessPublicKey.parse(graph.emulator.keyOf(number).orElseThrow());
            if (now.isEmpty() || !now.get().equals(atMeta)) {
                before = now;
                now = Optional.of(atMeta);
            }
            ask(keyset.get(), atMeta);
            before.ifPresent(old -> ask(keyset.get(), old));
        }
    }

    private void ask(Keyset keyset, BusinessPublicKey key) {
        try {
            var clear = "{\"version\":\"3.0\",\"action\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
            var opened = keyset.open(
                    EncryptedRequest.parse(RequestEnvelope.seal(clear, key).body()));
            assertThat(opened.clear()).isEqualTo(clear);
            answered.incrementAndGet();
        } catch (RuntimeException | AssertionError failed) {
            failures.add(key.id() + ": " + failed);
        }
    }

    private int rotate(Path directory, URI servers, String step) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RotationProcess.class.getName(),
                        directory.toString(),
                        graph.emulator.baseUrl().toString(),
                        servers.toString(),
                        step)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
