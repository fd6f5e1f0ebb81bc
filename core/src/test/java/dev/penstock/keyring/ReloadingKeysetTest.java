package dev.penstock.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.crypto.spi.KeyTemporarilyUnavailableException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a ring over time; the clock is moved by hand. */
class ReloadingKeysetTest {

    private static final char[] PASSPHRASE = "a long passphrase".toCharArray();

    /** To encrypt and decrypt a key is work that a busy machine takes its time for. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
        return keyset(entry -> KeyUnwrappers.of(ring.privateKey(entry)));
    }

    private ReloadingKeyset keyset(Function<KeyRingState.Entry, KeyUnwrapper> loader) {
        return ReloadingKeyset.of(ring, nanos::get, loader);
    }

    private static List<String> ids(ReloadingKeyset keyset) {
        return keyset.get().ids();
    }

    /** A key that is being loaded is served behind the others, so it is first only when it is there. */
    private static void awaitIds(ReloadingKeyset keyset, String... ids) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(keyset)).containsExactly(ids));
    }

    private static void awaitLoaded(ReloadingKeyset keyset) {
        await().atMost(PATIENCE).until(() -> !keyset.get().descriptions().contains("being loaded"));
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
        awaitIds(keyset, next.publicKey().id(), first.publicKey().id());

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
        keyset.get();
        awaitIds(keyset, first.publicKey().id());

        pass(ReloadingKeyset.INTERVAL);
        assertThat(ids(keyset))
                .as("tried again, not waited for")
                .containsExactly(first.publicKey().id());

        Files.writeString(file, pem);
        await().atMost(PATIENCE).untilAsserted(() -> {
            pass(ReloadingKeyset.INTERVAL);
            assertThat(ids(keyset)).hasSize(2);
        });
        awaitLoaded(keyset);
    }

    @Test
    void answersUnderTheKnownKeysWhileANewOneIsLoaded() throws Exception {
        var mayLoad = new CountDownLatch(1);
        var next = new AtomicReference<KeyRingState.Entry>();
        var keyset = keyset(entry -> {
            if (entry.equals(next.get())) {
                awaitUninterruptibly(mayLoad);
            }
            return KeyUnwrappers.of(ring.privateKey(entry));
        });
        next.set(store());
        pass(ReloadingKeyset.INTERVAL);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 100; i++) {
                pass(ReloadingKeyset.INTERVAL);
                assertThat(opens(keyset.get(), first)).isTrue();
            }
        });
        assertThatThrownBy(() -> opens(keyset.get(), next.get()))
                .isInstanceOf(KeyTemporarilyUnavailableException.class);

        mayLoad.countDown();
        awaitLoaded(keyset);
        assertThat(opens(keyset.get(), next.get())).isTrue();
        assertThat(opens(keyset.get(), first)).isTrue();
    }

    @Test
    void loadsAKeyOnceHoweverManyAskMeanwhile() throws Exception {
        var loads = new AtomicInteger();
        var keyset = keyset(entry -> {
            loads.incrementAndGet();
            return KeyUnwrappers.of(ring.privateKey(entry));
        });
        store();
        pass(ReloadingKeyset.INTERVAL);

        IntStream.range(0, 1_000).parallel().forEach(i -> {
            pass(ReloadingKeyset.INTERVAL);
            keyset.get();
        });
        awaitLoaded(keyset);

        assertThat(loads).hasValue(2);
    }

    @Test
    void loaderThatBreaksInAnyWayLeavesTheKeysAsTheyAre() {
        var keyset = keyset(entry -> {
            if (!entry.equals(first)) {
                throw new IllegalStateException("out of luck");
            }
            return KeyUnwrappers.of(ring.privateKey(entry));
        });
        store();
        pass(ReloadingKeyset.INTERVAL);
        keyset.get();

        awaitIds(keyset, first.publicKey().id());
        assertThat(opens(keyset.get(), first)).isTrue();
    }

    private static boolean opens(Keyset keyset, KeyRingState.Entry entry) {
        return keyset.open(Requests.under(entry.publicKey()))
                .keyId()
                .equals(entry.publicKey().id());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
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
