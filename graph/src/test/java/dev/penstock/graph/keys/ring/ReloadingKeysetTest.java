package dev.penstock.graph.keys.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.graph.keys.KeyLifeCycleException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a ring over time; the clock is moved by hand. */
class ReloadingKeysetTest {

    private static final char[] PASSPHRASE = "a long passphrase".toCharArray();

    @TempDir
    private Path directory;

    private final AtomicLong nanos = new AtomicLong();
    private KeyRing ring;
    private KeyRingState.Entry first;

    @BeforeEach
    void generate() {
        ring = KeyRing.at(directory, PASSPHRASE);
        first = ring.generate().current();
    }

    private ReloadingKeyset keyset() {
        return ReloadingKeyset.of(ring, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private KeyRingState.Entry store() {
        var next = ring.newKey();
        ring.write(ring.state().withNext(next, RotationStep.STORED));
        return next;
    }

    @Test
    void servesANewKeyAsSoonAsALookIsDue() {
        var keyset = keyset();
        var next = store();

        pass(ReloadingKeyset.INTERVAL.minusNanos(1));
        assertThat(keyset.get().ids()).containsExactly(first.publicKey().id());

        pass(Duration.ofNanos(1));
        assertThat(keyset.get().ids())
                .containsExactly(first.publicKey().id(), next.publicKey().id());
    }

    @Test
    void putsTheNewKeyFirstOnceItIsTheCurrentOneAndDropsTheOldWhenItIsRetired() {
        var keyset = keyset();
        var next = store();
        ring.write(ring.state().rotated(Instant.EPOCH));
        pass(ReloadingKeyset.INTERVAL);
        assertThat(keyset.get().ids())
                .containsExactly(next.publicKey().id(), first.publicKey().id());

        KeyRotation.retire(ring);
        pass(ReloadingKeyset.INTERVAL);
        assertThat(keyset.get().ids()).containsExactly(next.publicKey().id());
    }

    @Test
    void keepsTheSameKeysetWhileNothingChanges() throws Exception {
        var keyset = keyset();
        var before = keyset.get();
        // A key that is loaded is not read again, so its file is not needed.
        Files.delete(directory.resolve(first.file()));

        pass(ReloadingKeyset.INTERVAL);

        assertThat(keyset.get()).isSameAs(before);
    }

    @Test
    void staysAsItIsWhileTheRingCannotBeReadAndGoesOnWhenItCan() throws Exception {
        var keyset = keyset();
        var state = directory.resolve("keyring.json");
        var text = Files.readString(state);
        Files.writeString(state, "{\"format\":");
        pass(ReloadingKeyset.INTERVAL);
        assertThat(keyset.get().ids()).containsExactly(first.publicKey().id());
        Files.delete(state);
        pass(ReloadingKeyset.INTERVAL);
        assertThat(keyset.get().ids()).containsExactly(first.publicKey().id());

        Files.writeString(state, text);
        var next = store();
        pass(ReloadingKeyset.INTERVAL);

        assertThat(keyset.get().ids()).contains(next.publicKey().id());
    }

    @Test
    void staysAsItIsWhileANewKeyCannotBeRead() throws Exception {
        var keyset = keyset();
        var next = store();
        var file = directory.resolve(next.file());
        var pem = Files.readString(file);
        Files.writeString(file, "half a fi");
        pass(ReloadingKeyset.INTERVAL);
        assertThat(keyset.get().ids()).containsExactly(first.publicKey().id());

        Files.writeString(file, pem);
        pass(ReloadingKeyset.INTERVAL);

        assertThat(keyset.get().ids()).hasSize(2);
    }

    @Test
    void doesNotStartWithoutItsKeys(@TempDir Path empty) {
        assertThatThrownBy(() -> ReloadingKeyset.of(KeyRing.at(empty, PASSPHRASE)))
                .isInstanceOf(KeyLifeCycleException.class)
                .hasMessageContaining("penstock keys rotate");
        assertThatThrownBy(() -> ReloadingKeyset.of(KeyRing.at(directory, "another one".toCharArray())))
                .isInstanceOf(UnusableKeyException.class);
    }
}
