package dev.penstock.graph.keys.ring;

import dev.penstock.crypto.KeyUnwrapper;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.graph.keys.KeyLifeCycleException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a key ring as they are now, for an endpoint that goes on while they are rotated:
 * {@code FlowEndpoint.builder(flow).keyset(ReloadingKeyset.of(ring))}.
 *
 * <p>Whoever asks looks at the ring first, if nobody has within the last second; so there is no thread to close, and a server
 * that was idle for hours knows the new key with its first request. Each key is loaded once. If the ring cannot be read, the
 * keys that are known stay in use, and the log says so.
 *
 * <p>Thread-safe.
 */
public final class ReloadingKeyset implements Supplier<Keyset> {

    /** How long a look at the ring holds: 1 second. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ReloadingKeyset.class);

    private final KeyRing ring;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, KeyUnwrapper> loaded = new HashMap<>();

    private volatile Look look;
    private boolean unreadable;

    private record Look(List<String> ids, Keyset keyset, long at) {}

    private ReloadingKeyset(KeyRing ring, LongSupplier nanoTime) {
        this.ring = ring;
        this.nanoTime = nanoTime;
        var state = ring.state();
        this.look = new Look(ids(state), load(state), nanoTime.getAsLong());
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
        return of(ring, System::nanoTime);
    }

    static ReloadingKeyset of(KeyRing ring, LongSupplier nanoTime) {
        return new ReloadingKeyset(ring, nanoTime);
    }

    /** {@return the keys as they are now, or were less than a second ago} */
    @Override
    public Keyset get() {
        if (isFresh(look)) {
            return look.keyset();
        }
        lock.lock();
        try {
            if (!isFresh(look)) {
                look = lookAgain();
            }
            return look.keyset();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFresh(Look last) {
        return nanoTime.getAsLong() - last.at() < INTERVAL.toNanos();
    }

    private Look lookAgain() {
        try {
            var state = ring.state();
            var ids = ids(state);
            var keyset = ids.equals(look.ids()) ? look.keyset() : load(state);
            if (!ids.equals(look.ids())) {
                LOG.info("The key ring has changed: requests are answered under {}, current first.", ids);
            }
            unreadable = false;
            return new Look(ids, keyset, nanoTime.getAsLong());
        } catch (KeyLifeCycleException | UnusableKeyException failed) {
            if (!unreadable) {
                LOG.error("The keys stay as they were, {}: {}", look.ids(), failed.getMessage());
            }
            unreadable = true;
            return new Look(look.ids(), look.keyset(), nanoTime.getAsLong());
        }
    }

    private Keyset load(KeyRingState state) {
        var served = state.served();
        var keyset = Keyset.of(unwrapper(served.getFirst()));
        for (var entry : served.subList(1, served.size())) {
            keyset = keyset.alsoAccept(unwrapper(entry));
        }
        loaded.keySet().retainAll(ids(state));
        return keyset;
    }

    private KeyUnwrapper unwrapper(KeyRingState.Entry entry) {
        // Loading an encrypted key takes the better part of a second, for which requests have to wait.
        return loaded.computeIfAbsent(entry.publicKey().id(), id -> KeyUnwrappers.of(ring.privateKey(entry)));
    }

    private static List<String> ids(KeyRingState state) {
        return state.served().stream().map(entry -> entry.publicKey().id()).toList();
    }

    @Override
    public String toString() {
        return "ReloadingKeyset" + look.ids();
    }
}
