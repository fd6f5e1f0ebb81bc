package dev.penstock.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.cli.CommandRun;
import dev.penstock.cli.meta.EmulatedMeta;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.graph.AccessToken;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.id.WabaId;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.KeyRotation;
import dev.penstock.keyring.ReloadingKeyset;
import dev.penstock.keyring.RotationStep;
import dev.penstock.server.PenstockServer;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotation over a real server that reads the key ring itself, while phones ask it without a pause. */
class RotationUnderLoadIT {

    /** Between any two things that a rotation does. */
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

    @TempDir
    Path directory;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private EmulatedMeta meta;
    private KeyRing ring;
    private PenstockServer server;
    private URI endpoint;

    @BeforeEach
    void start() throws Exception {
        meta = new EmulatedMeta(directory);
        meta.generate();
        ring = KeyRing.at(directory, EmulatedMeta.PASSPHRASE.toCharArray());
        ring.adopt("private.pem");
        meta.register();
        var flow = Flow.named("clinic")
                .onInit(request -> NextScreen.of("WELCOME").with(Map.of()))
                .build();
        server = PenstockServer.builder()
                .port(0)
                .endpoint(FlowEndpoint.builder(flow)
                        .keyset(ReloadingKeyset.of(ring))
                        .appSecrets(AppSecrets.of(EmulatedMeta.APP_SECRET))
                        .build())
                .start();
        endpoint = server.uri().resolve("/flows/clinic");
    }

    @AfterEach
    void close() {
        stop.set(true);
        server.close();
        meta.close();
    }

    @Test
    void answersEveryRequestWhereverTheRotationIsBrokenOff() throws Exception {
        var first = ring.state().current().publicKey();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var client = client()) {
            threads.execute(() -> phone("2001"));
            threads.execute(() -> phone("2002"));
            try {
                for (var step : STEPS) {
                    assertThatThrownBy(() -> rotation(client, step).run())
                            .as(step)
                            .isInstanceOf(BrokenOff.class);
                }
                int soFar = answered.get();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> answered.get() > soFar + 20 || !failures.isEmpty());
            } finally {
                stop.set(true);
            }
        }

        assertThat(failures).isEmpty();
        assertThat(ring.state().current().publicKey()).isNotEqualTo(first);
        var again = rotate();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.json()).containsEntry("result", "NOT_DUE");
        assertThat(meta.status().exitCode()).isZero();
        System.out.printf(
                "broken off %d times, answered %d requests, failed %d%n",
                STEPS.size(), answered.get(), failures.size());
    }

    @Test
    void rotatesInOneCommand() {
        var first = ring.state().current().publicKey().id();

        var run = rotate();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).containsEntry("result", "DONE").containsEntry("previous", List.of(first));
        assertThat(server.uri()).isNotNull();
        assertThat(meta.status().json()).containsEntry("expected", run.json().get("current"));
        assertThat(CommandRun.of(
                                "keys",
                                "inspect",
                                directory.resolve("public.pem").toString(),
                                "-o",
                                "json")
                        .json())
                .containsEntry("id", run.json().get("current"));
        var retired = CommandRun.of("keys", "retire", "--dir", directory.toString(), "-o", "json");
        assertThat(retired.exitCode()).as(retired.err()).isZero();
        assertThat(retired.json()).containsEntry("retired", List.of());
    }

    private CommandRun rotate() {
        return meta.run(
                "keys",
                "rotate",
                "--dir",
                directory.toString(),
                "--passphrase-file",
                meta.passphraseFile.toString(),
                "--waba",
                "1001",
                "--endpoint",
                endpoint.toString(),
                "--app-secret-file",
                meta.appSecretFile.toString(),
                "-o",
                "json");
    }

    private KeyRotation rotation(GraphClient client, String until) {
        return KeyRotation.of(
                        ring,
                        KeyRegistration.of(client).forAccounts(List.of(new WabaId("1001"))),
                        this::isServedBeforeLong,
                        Duration.ofDays(7))
                .tellingProgress(step -> {
                    if (step.equals(until)) {
                        throw new BrokenOff();
                    }
                });
    }

    private boolean isServedBeforeLong(BusinessPublicKey key) {
        var probe = new ServedProbe(endpoint, AppSecrets.of(EmulatedMeta.APP_SECRET));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> probe.isServed(key));
        return true;
    }

    private GraphClient client() {
        return GraphClient.builder(AccessToken.of(EmulatedMeta.TOKEN))
                .baseUrl(meta.emulator.baseUrl())
                .build();
    }

    /** Asks under the key that Meta gives out, and under the one it cached before Meta's last change. */
    private void phone(String number) {
        var before = atMeta(number);
        var now = before;
        while (!stop.get()) {
            var latest = atMeta(number);
            if (!latest.equals(now)) {
                before = now;
                now = latest;
            }
            ask(now);
            ask(before);
        }
    }

    private BusinessPublicKey atMeta(String number) {
        return BusinessPublicKey.parse(meta.emulator.keyOf(number).orElseThrow());
    }

    private void ask(BusinessPublicKey key) {
        try (var line = EncryptingLine.to(endpoint, key)
                .signedBy(RequestSignature.of(AppSecrets.of(EmulatedMeta.APP_SECRET)))
                .open()) {
            var exchange = FlowClient.over(line, "a-token")
                    .timeout(Duration.ofSeconds(30))
                    .build()
                    .init();
            if (exchange.status() == 200 && exchange.outcome() instanceof Exchange.Answered) {
                answered.incrementAndGet();
            } else {
                failures.add("status " + exchange.status() + " under " + key.id());
            }
        }
    }

    private static final class BrokenOff extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
