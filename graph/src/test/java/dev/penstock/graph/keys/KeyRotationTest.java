package dev.penstock.graph.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.keyring.KeyLifeCycleException;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.KeyRotation;
import dev.penstock.keyring.RotationResult;
import dev.penstock.keyring.RotationStep;
import dev.penstock.simulator.graph.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {

    private static final char[] PASSPHRASE = "a long passphrase".toCharArray();

    @TempDir
    private Path directory;

    private final GraphFixture graph = GraphFixture.start();
    private KeyRing ring = KeyRing.at(Path.of("unset"), PASSPHRASE);

    @BeforeEach
    void generate() {
        ring = KeyRing.at(directory, PASSPHRASE, graph.clock);
        var first = ring.generate();
        KeyRegistration.of(graph.client)
                .register(GraphFixture.WABA, first.current().publicKey());
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void generatingTwiceChangesNothing() throws Exception {
        var before = ring.state();

        assertThat(ring.generate()).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        directory.resolve(before.current().file()))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(directory.resolve(before.current().file())))
                .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY");
    }

    @Test
    void exchangesTheKeyAndKeepsTheOldOneForAWhile() {
        var old = ring.state().current().publicKey();

        assertThat(rotation(key -> true).run()).isEqualTo(RotationResult.DONE);

        var state = ring.state();
        var current = state.current().publicKey();
        assertThat(current).isNotEqualTo(old);
        assertThat(atMeta()).containsExactly(current, current);
        assertThat(ring.keyset().ids()).containsExactly(current.id(), old.id());
        assertThat(KeyRotation.retire(ring)).isEmpty();

        graph.now.set(graph.now.get().plus(Duration.ofDays(7)));
        assertThat(KeyRotation.retire(ring)).containsExactly(old.id());
        assertThat(KeyRotation.retire(ring)).isEmpty();
        assertThat(ring.keyset().ids()).containsExactly(current.id());
        assertThat(directory.resolve("key-" + old.id() + ".pem")).doesNotExist();
    }

    @Test
    void registersNothingBeforeTheServersServeTheNewKey() {
        var old = ring.state().current().publicKey();
        var served = new AtomicBoolean();

        assertThat(rotation(key -> served.get()).run()).isEqualTo(RotationResult.WAITING_FOR_SERVERS);
        assertThat(atMeta()).containsExactly(old, old);
        var next = ring.state().next().orElseThrow().publicKey();

        served.set(true);
        assertThat(rotation(key -> served.get()).run()).isEqualTo(RotationResult.DONE);
        assertThat(atMeta()).containsExactly(next, next);
    }

    @Test
    void goesOnAfterMetaFailedForOneOfTheNumbers() {
        graph.emulator.failNext(
                new Fault.ServerError(500),
                3,
                call -> call.method().equals("POST") && call.path().startsWith("2002/"));

        assertThatThrownBy(() -> rotation(key -> true).run()).isInstanceOf(GraphException.class);
        assertThat(ring.state().step()).isEqualTo(RotationStep.SERVED);
        assertThat(ring.keyset().ids()).hasSize(2);

        assertThat(rotation(key -> true).run()).isEqualTo(RotationResult.DONE);
        assertThat(atMeta()).containsOnly(ring.state().current().publicKey());
    }

    @Test
    void waitsForMetasSignature() {
        var rotation = rotation(key -> true).tellingProgress(step -> {
            if (step.equals(RotationStep.REGISTERED.inWords())) {
                graph.emulator.plantKey(
                        "2002", ring.state().next().orElseThrow().publicKey().pem(), "MISMATCH");
                graph.emulator.failNext(
                        new Fault.Other(200, "{\"success\":true}"),
                        1,
                        call -> call.method().equals("POST"));
            }
        });

        assertThat(rotation.run()).isEqualTo(RotationResult.WAITING_FOR_META);
        assertThat(rotation.run()).isEqualTo(RotationResult.DONE);
    }

    @Test
    void twoCannotRotateAtOnce() {
        var rotation = rotation(key -> {
            assertThatThrownBy(() -> rotation(other -> true).run())
                    .isInstanceOf(KeyLifeCycleException.class)
                    .hasMessageContaining("Somebody else");
            return true;
        });

        assertThat(rotation.run()).isEqualTo(RotationResult.DONE);
    }

    @Test
    void adoptsAKeyThatExists(@TempDir Path other) throws Exception {
        Files.copy(directory.resolve(ring.state().current().file()), other.resolve("private.pem"));
        var adopted = KeyRing.at(other, PASSPHRASE);

        adopted.adopt("private.pem");

        assertThat(adopted.adopt("private.pem").current().publicKey())
                .isEqualTo(ring.state().current().publicKey());
        assertThat(adopted.keyset().ids()).hasSize(1);
    }

    private KeyRotation rotation(dev.penstock.keyring.KeyServing serving) {
        return KeyRotation.of(
                ring,
                KeyRegistration.of(graph.client).forAccounts(List.of(GraphFixture.WABA)),
                serving,
                Duration.ofDays(7));
    }

    private List<BusinessPublicKey> atMeta() {
        return List.of("2001", "2002").stream()
                .map(number ->
                        BusinessPublicKey.parse(graph.emulator.keyOf(number).orElseThrow()))
                .toList();
    }
}
