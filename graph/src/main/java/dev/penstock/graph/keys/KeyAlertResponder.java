package dev.penstock.graph.keys;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.WabaId;
import dev.penstock.graph.webhook.AlertError;
import dev.penstock.graph.webhook.AlertState;
import dev.penstock.graph.webhook.FlowAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the business public key again when Meta says that phones cannot get it, cannot verify it, or encrypt under
 * another: a handler for {@code WebhookHandlers.onAlert}.
 *
 * <p>At most once in a while for each account, and only for accounts it was told of; everything it does or leaves is logged.
 * Failures are logged, not thrown, since the next alert comes anyway. Thread-safe.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows": upload again on {@code public-key-missing} and on signature verification
 * errors.
 */
public final class KeyAlertResponder implements Consumer<FlowAlert> {

    /** The shortest time between two registrations for an account unless said otherwise: 15 minutes. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(KeyAlertResponder.class);

    private final KeyRegistration registration;
    private final Supplier<BusinessPublicKey> key;
    private final Set<WabaId> accounts;
    private final Duration interval;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<WabaId, Instant> last = new HashMap<>();

    private KeyAlertResponder(
            KeyRegistration registration,
            Supplier<BusinessPublicKey> key,
            Set<WabaId> accounts,
            Duration interval,
            InstantSource clock) {
        this.registration = registration;
        this.key = key;
        this.accounts = Set.copyOf(accounts);
        this.interval = interval;
        this.clock = clock;
    }

    /**
     * Creates a responder.
     *
     * @param registration brings keys to Meta
     * @param key the key that Meta should hold, such as {@code () -> ring.state().expectedAtMeta()}
     * @param accounts the accounts to act for
     * @param interval the shortest time between two registrations for an account
     * @param clock measures it
     * @return the responder
     */
    public static KeyAlertResponder of(
            KeyRegistration registration,
            Supplier<BusinessPublicKey> key,
            Set<WabaId> accounts,
            Duration interval,
            InstantSource clock) {
        return new KeyAlertResponder(registration, key, accounts, interval, clock);
    }

    @Override
    public void accept(FlowAlert alert) {
        if (!isAboutKey(alert)) {
            return;
        }
        var account = accounts.stream()
                .filter(known -> alert.head().accountId().equals(java.util.Optional.of(known.value())))
                .findFirst();
        if (account.isEmpty()) {
            LOG.warn(
                    "An alert about the business public key came for an account that is not configured; nothing is done.");
            return;
        }
        if (!begin(account.get())) {
            LOG.info(
                    "An alert about the business public key of account {} came; it was registered less than {} ago.",
                    account.get(),
                    interval);
            return;
        }
        try {
            var expected = key.get();
            LOG.warn(
                    "An alert says that phones have trouble with the business public key of account {}: registering key {} again.",
                    account.get(),
                    expected.id());
            registration.registerAnew(account.get(), expected);
        } catch (GraphException | KeyLifeCycleException failed) {
            LOG.error(
                    "The business public key of account {} could not be registered again: {}",
                    account.get(),
                    failed.getMessage());
        }
    }

    private static boolean isAboutKey(FlowAlert alert) {
        return switch (alert) {
            case FlowAlert.ClientErrorRate rate -> isAboutKey(rate.state(), rate.errors());
            case FlowAlert.EndpointErrorRate rate -> isAboutKey(rate.state(), rate.errors());
            case FlowAlert.StatusChange ignored -> false;
            case FlowAlert.EndpointLatency ignored -> false;
            case FlowAlert.EndpointAvailability ignored -> false;
            case FlowAlert.VersionExpiryWarning ignored -> false;
            case FlowAlert.UnknownAlert ignored -> false;
        };
    }

    private static boolean isAboutKey(AlertState state, List<AlertError> errors) {
        return state != AlertState.DEACTIVATED
                && errors.stream().anyMatch(error -> error.type().isAboutKey());
    }

    private boolean begin(WabaId account) {
        lock.lock();
        try {
            var now = clock.instant();
            var before = last.get(account);
            if (before != null && now.isBefore(before.plus(interval))) {
                return false;
            }
            last.put(account, now);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
