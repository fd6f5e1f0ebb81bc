package dev.penstock.graph.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphFixture;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.RotationStep;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rotates in a process of its own that is killed after each of its steps in turn, while requests under the key that
 * Meta gives out, and under the key it gave out before, arrive without a pause over HTTP at a server, a process too,
 * that reads the key ring itself.
 */
class KeyRotationKillIT {

    /** All steps of a rotation; the process is killed once at each, and goes on where it was. */
    private static final List<String> STEPS = List.of(
            "making the new key",
            "the file of the new key is written",
            RotationStep.STORED.inWords(),
            RotationStep.SERVED.inWords(),
            "registering the new key",
            "all numbers have the new key",
            RotationStep.REGISTERED.inWords(),
            "Meta's signatures over the new key are good",
            "the rotation is done");

    private final GraphFixture graph = GraphFixture.start();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    @Test
    void answersEveryRequestWhereverTheRotationIsKilled(@TempDir Path directory) throws Exception {
        var ring = KeyRing.at(directory, RotationProcess.PASSPHRASE.toCharArray());
        var first = ring.generate().current().publicKey();
        KeyRegistration.of(graph.client).register(GraphFixture.WABA, first);
        var server = java(RotationServer.class, directory.toString()).start();
        try (graph;
                var threads = Executors.newCachedThreadPool()) {
            var endpoint = address(server);
            threads.execute(() -> phones(endpoint, "2001"));
            threads.execute(() -> phones(endpoint, "2002"));
            for (var step : STEPS) {
                assertThat(rotate(directory, endpoint, step)).as(step).isEqualTo(137);
            }
            long soFar = answered.get();
            await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() > soFar + 50 || !failures.isEmpty());
            stop.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            stop.set(true);
            server.destroy();
        }

        assertThat(failures).isEmpty();
        assertThat(answered.get()).isGreaterThan(100);
        assertThat(ring.state().step()).isEqualTo(RotationStep.IDLE);
        assertThat(ring.state().current().publicKey()).isNotEqualTo(first);
        System.out.printf(
                "killed %d times, answered %d requests over HTTP, failed %d%n",
                STEPS.size(), answered.get(), failures.size());
    }

    private static URI address(Process server) {
        return new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .filter(line -> line.startsWith("http://"))
                .map(URI::create)
                .findFirst()
                .orElseThrow();
    }

    /** A phone asks under the key that Meta gives out now, another under the one it cached before the last change. */
    private void phones(URI endpoint, String number) {
        var lines = new HashMap<BusinessPublicKey, EncryptingLine>();
        Optional<BusinessPublicKey> before = Optional.empty();
        Optional<BusinessPublicKey> now = Optional.empty();
        try {
            while (!stop.get()) {
                var atMeta =
                        BusinessPublicKey.parse(graph.emulator.keyOf(number).orElseThrow());
                if (now.isEmpty() || !now.get().equals(atMeta)) {
                    before = now;
                    now = Optional.of(atMeta);
                }
                ask(lines.computeIfAbsent(atMeta, key -> line(endpoint, key)), atMeta);
                before.ifPresent(old -> ask(lines.computeIfAbsent(old, key -> line(endpoint, key)), old));
            }
        } catch (RuntimeException failed) {
            failures.add(failed.toString());
        } finally {
            lines.values().forEach(EncryptingLine::close);
        }
    }

    private static EncryptingLine line(URI endpoint, BusinessPublicKey key) {
        return EncryptingLine.to(endpoint, key)
                .signedBy(RequestSignature.of(AppSecrets.of(GraphFixture.APP_SECRET)))
                .open();
    }

    private void ask(EncryptingLine line, BusinessPublicKey key) {
        var exchange = FlowClient.over(line, "a-token")
                .timeout(Duration.ofSeconds(30))
                .build()
                .init();
        if (exchange.status() == 200 && exchange.outcome() instanceof Exchange.Answered) {
            answered.incrementAndGet();
        } else {
            failures.add("status %d under key %s".formatted(exchange.status(), key.id()));
        }
    }

    private int rotate(Path directory, URI endpoint, String step) throws Exception {
        var process = java(
                        RotationProcess.class,
                        directory.toString(),
                        graph.emulator.baseUrl().toString(),
                        endpoint.toString(),
                        step)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static ProcessBuilder java(Class<?> program, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
