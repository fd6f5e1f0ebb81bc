package dev.penstock.keyring;

import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.crypto.spi.KeyTemporarilyUnavailableException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a key ring as they are now, for an endpoint that goes on while they are rotated:
 * {@code FlowEndpoint.builder(flow).keyset(ReloadingKeyset.of(ring))}.
 *
 * <p>Whoever asks looks at the ring first, if nobody has within the last second; so a server that was idle for hours
 * knows of the new key with its first request. Each key is loaded once, which takes the better part of a second if it
 * is encrypted. Nobody waits for that: it is loaded beside, on a thread that ends with it. Until it is there,
 * requests under the keys that are known are answered as before. One that none of them opens is told to come again
 * ({@link KeyTemporarilyUnavailableException}). If the ring or a new key cannot be read, the keys that are known stay
 * in use, and the log says so.
 *
 * <p>Thread-safe.
 */
public final class ReloadingKeyset implements Supplier<Keyset> {

    /** How long a look at the ring holds: 1 second. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ReloadingKeyset.class);

    private final KeyRing ring;
    private final LongSupplier nanoTime;
    private final Function<KeyRingState.Entry, KeyUnwrapper> loader;
    private final Map<String, KeyUnwrapper> loaded = new ConcurrentHashMap<>();
    /** The ids of keys that could not be loaded when it was last tried. */
    private final Set<String> unusable = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean isLoading = new AtomicBoolean();
    /** Held by whoever looks at the ring or changes what is served; requests do not wait for it. */
    private final ReentrantLock looking = new ReentrantLock();

    private boolean isStuck;
    private volatile Look look;

    /**
     * What came of the last look.
     *
     * @param known the keys that are loaded
     * @param served these, and behind them those that are being loaded
     * @param at when it was
     */
    private record Look(Keyset known, Keyset served, long at) {}

    private ReloadingKeyset(KeyRing ring, LongSupplier nanoTime, Function<KeyRingState.Entry, KeyUnwrapper> loader) {
        this.ring = ring;
        this.nanoTime = nanoTime;
        this.loader = loader;
        var state = ring.state();
        state.served().forEach(this::load);
        var keyset = keyset(state);
        this.look = new Look(keyset, keyset, nanoTime.getAsLong());
    }

    /**
     * Loads the keys of a ring.
     *
     * @param ring the ring
     * @return its keys, now and later
     * @throws KeyLifeCycleException if the ring cannot be read
     * @throws UnusableKeyException if one of its keys cannot
     */
    public static ReloadingKeyset of(KeyRing ring) {
        Objects.requireNonNull(ring, "ring");
        return of(ring, System::nanoTime, entry -> KeyUnwrappers.of(ring.privateKey(entry)));
    }

    static ReloadingKeyset of(KeyRing ring, LongSupplier nanoTime, Function<KeyRingState.Entry, KeyUnwrapper> loader) {
        return new ReloadingKeyset(ring, nanoTime, loader);
    }

    /** {@return the keys as they are now, or were less than a second ago; it never waits for a key to be loaded} */
    @Override
    public Keyset get() {
        if (nanoTime.getAsLong() - look.at() >= INTERVAL.toNanos() && looking.tryLock()) {
            try {
                lookAgain();
            } finally {
                looking.unlock();
            }
        }
        return look.served();
    }

    private void lookAgain() {
        try {
            var state = ring.state();
            var missing = state.served().stream()
                    .filter(entry -> !loaded.containsKey(id(entry)))
                    .toList();
            if (missing.isEmpty()) {
                serve(state);
            } else {
                loadBeside(missing);
            }
        } catch (KeyLifeCycleException failed) {
            stayAsItIs(String.valueOf(failed.getMessage()));
            look(look.known(), look.known());
        }
    }

    private void serve(KeyRingState state) {
        var ids = ids(state);
        var keyset = look.known();
        if (!ids.equals(keyset.ids())) {
            keyset = keyset(state);
            LOG.info("The key ring has changed: requests are answered under {}, current first.", ids);
        }
        loaded.keySet().retainAll(ids);
        unusable.clear();
        isStuck = false;
        look(keyset, keyset);
    }

    private void loadBeside(List<KeyRingState.Entry> missing) {
        if (isLoading.compareAndSet(false, true)) {
            // Not a virtual thread: to decrypt a key would keep one of the few threads that run those busy.
            Thread.ofPlatform().daemon().name("penstock-key-loading").start(() -> loadAll(missing));
        }
        var served = look.known();
        for (var entry : missing) {
            // One that could not be loaded a second ago is tried again, and not waited for.
            if (!unusable.contains(id(entry))) {
                served = served.alsoAccept(new PendingKey(entry.publicKey()));
            }
        }
        look(look.known(), served);
    }

    private void loadAll(List<KeyRingState.Entry> missing) {
        boolean isDone = false;
        try {
            missing.forEach(this::load);
            isDone = true;
        } catch (UnusableKeyException | KeyLifeCycleException failed) {
            stayAsItIs(String.valueOf(failed.getMessage()));
        } catch (RuntimeException failed) {
            stayAsItIs("a key could not be loaded (%s)."
                    .formatted(failed.getClass().getName()));
        } finally {
            looking.lock();
            try {
                isLoading.set(false);
                if (isDone) {
                    lookAgain();
                } else {
                    missing.forEach(entry -> unusable.add(id(entry)));
                    look(look.known(), look.known());
                }
            } finally {
                looking.unlock();
            }
        }
    }

    private void load(KeyRingState.Entry entry) {
        loaded.computeIfAbsent(id(entry), id -> loader.apply(entry));
    }

    private void look(Keyset known, Keyset served) {
        look = new Look(known, served, nanoTime.getAsLong());
    }

    /** Says so once, until all is well again. */
    private void stayAsItIs(String reason) {
        looking.lock();
        try {
            if (!isStuck) {
                LOG.error("The keys stay as they were, {}: {}", look.known().ids(), reason);
            }
            isStuck = true;
        } finally {
            looking.unlock();
        }
    }

    private Keyset keyset(KeyRingState state) {
        var served = state.served();
        var keyset = Keyset.of(unwrapper(served.getFirst()));
        for (var entry : served.subList(1, served.size())) {
            keyset = keyset.alsoAccept(unwrapper(entry));
        }
        return keyset;
    }

    private KeyUnwrapper unwrapper(KeyRingState.Entry entry) {
        return Objects.requireNonNull(loaded.get(id(entry)));
    }

    private static List<String> ids(KeyRingState state) {
        return state.served().stream().map(ReloadingKeyset::id).toList();
    }

    private static String id(KeyRingState.Entry entry) {
        return entry.publicKey().id();
    }

    @Override
    public String toString() {
        return "ReloadingKeyset" + look.served().ids();
    }
}
