package dev.penstock.keyring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges the key of an endpoint without failing a request.
 *
 * <p>The steps:
 *
 * <ol>
 *   <li>Store a new key.
 *   <li>Wait until the servers answer under both.
 *   <li>Register the new key for all numbers.
 *   <li>Confirm that Meta holds it everywhere and its signature is good.
 *   <li>Keep serving the old one, since phones cache the public key, for how long is not documented.
 *   <li>Retire it.
 * </ol>
 *
 * <p>The state is on disk after each step, and each step is idempotent, so a rotation that was broken off resumes where
 * it was. At every moment the servers have the keys that Meta may give out.
 *
 * <p>Thread-safe.
 */
public final class KeyRotation {

    /** How long an old key is served unless said otherwise: seven days. */
    public static final Duration DEFAULT_KEEP = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final KeyRing ring;
    private final KeyRegistrar registrar;
    private final KeyServing serving;
    private final Duration keep;
    private final Consumer<String> progress;

    private KeyRotation(
            KeyRing ring, KeyRegistrar registrar, KeyServing serving, Duration keep, Consumer<String> progress) {
        if (keep.isNegative()) {
            throw new IllegalArgumentException("An old key is kept for a time from zero up.");
        }
        this.ring = ring;
        this.registrar = registrar;
        this.serving = serving;
        this.keep = keep;
        this.progress = progress;
    }

    /**
     * Describes a rotation.
     *
     * @param ring the keys
     * @param registrar brings them to Meta, for all numbers that have this key
     * @param serving tells whether the servers answer under a key
     * @param keep how long the old key is served afterwards
     * @return the rotation, which begins or goes on with {@link #run()}
     */
    public static KeyRotation of(KeyRing ring, KeyRegistrar registrar, KeyServing serving, Duration keep) {
        Objects.requireNonNull(ring, "ring");
        Objects.requireNonNull(registrar, "registrar");
        Objects.requireNonNull(serving, "serving");
        Objects.requireNonNull(keep, "keep");
        return new KeyRotation(ring, registrar, serving, keep, ignored -> {});
    }

    /**
     * Tells somebody about each step, before it and after it.
     *
     * @param listener gets a few words; if it throws, the rotation is broken off there, and may be called again
     * @return a copy
     */
    public KeyRotation tellingProgress(Consumer<String> listener) {
        return new KeyRotation(ring, registrar, serving, keep, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Begins a rotation, or goes on with the one under way, as far as possible.
     *
     * @return done, or what is waited for; then call it again later
     * @throws RuntimeException whatever the registrar throws, such as that Meta refuses; call it again later
     * @throws KeyLifeCycleException if the ring cannot be written, or somebody else is changing it
     */
    public RotationResult run() {
        return ring.locked(() -> {
            while (true) {
                var state = ring.state();
                var result = advance(state);
                if (result != RotationResult.GOING_ON) {
                    return result;
                }
            }
        });
    }

    private RotationResult advance(KeyRingState state) {
        return switch (state.step()) {
            case IDLE -> storeNew(state);
            case STORED -> awaitServed(state);
            case SERVED -> register(state);
            case REGISTERED -> confirm(state);
        };
    }

    private RotationResult storeNew(KeyRingState state) {
        progress.accept("making the new key");
        var entry = ring.newKey();
        progress.accept("the file of the new key is written");
        write(state.withNext(entry, RotationStep.STORED));
        LOG.info("Key rotation: stored new key {}.", entry.publicKey().id());
        return RotationResult.GOING_ON;
    }

    private RotationResult awaitServed(KeyRingState state) {
        var next = state.next().orElseThrow();
        if (!serving.isServed(next.publicKey())) {
            return RotationResult.WAITING_FOR_SERVERS;
        }
        write(state.withNext(next, RotationStep.SERVED));
        return RotationResult.GOING_ON;
    }

    private RotationResult register(KeyRingState state) {
        var next = state.next().orElseThrow();
        progress.accept("registering the new key");
        registrar.register(next.publicKey());
        progress.accept("all numbers have the new key");
        write(state.withNext(next, RotationStep.REGISTERED));
        return RotationResult.GOING_ON;
    }

    private RotationResult confirm(KeyRingState state) {
        var next = state.next().orElseThrow();
        // Registers again where somebody else put another key, or where Meta's signature is not good.
        if (!registrar.register(next.publicKey())) {
            return RotationResult.WAITING_FOR_META;
        }
        progress.accept("Meta's signatures over the new key are good");
        write(state.rotated(ring.clock().instant().plus(keep)));
        LOG.info(
                "Key rotation: key {} is the current one; {} is still served.",
                next.publicKey().id(),
                state.current().publicKey().id());
        return RotationResult.DONE;
    }

    private void write(KeyRingState state) {
        ring.write(state);
        progress.accept(
                state.step() == RotationStep.IDLE
                        ? "the rotation is done"
                        : state.step().inWords());
    }

    /**
     * Retires the old keys whose time has come: they are not served any more, and their files are deleted. Safe to
     * repeat.
     *
     * @param ring the keys
     * @return the ids of the keys that were retired
     * @throws KeyLifeCycleException if the ring cannot be written, or somebody else is changing it
     */
    public static List<String> retire(KeyRing ring) {
        Objects.requireNonNull(ring, "ring");
        return ring.locked(() -> {
            var state = ring.state();
            var now = ring.clock().instant();
            var due = state.previous().stream()
                    .filter(old -> !now.isBefore(old.retireAfter()))
                    .toList();
            if (due.isEmpty()) {
                return List.of();
            }
            ring.write(state.without(due));
            var ids = new ArrayList<String>();
            for (var old : due) {
                ring.delete(old.entry());
                ids.add(old.entry().publicKey().id());
                LOG.info("Retired key {}.", old.entry().publicKey().id());
            }
            return List.copyOf(ids);
        });
    }
}
