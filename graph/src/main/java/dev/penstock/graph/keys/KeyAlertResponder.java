package dev.penstock.graph.keys;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphException;
import dev.penstock.id.WabaId;
import dev.penstock.keyring.KeyLifeCycleException;
import dev.penstock.webhook.WebhookHandler;
import dev.penstock.webhook.event.AlertError;
import dev.penstock.webhook.event.AlertState;
import dev.penstock.webhook.event.FlowAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the business public key again when Meta says that phones cannot get it, cannot verify it, or encrypt under
 * another. It is a handler for {@code WebhookHandlers.onAlert}. {@link #look()} does so without an alert, where the key
 * at Meta is seen to be wrong.
 *
 * <p>An alert makes it ask Meta what it holds for each number, say so in the log, and upload the key for all of them,
 * also where Meta has it already, since an upload renews Meta's signature. At most once in a while for each account,
 * failures included, and only for accounts it was told of; everything it does or leaves is logged. Failures are logged,
 * not thrown, since the next alert comes anyway. It may run while the key is rotated: if the expected key changes
 * meanwhile, it registers again. The interval is kept by this object, so each replica has its own. Thread-safe.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows": upload again on {@code public-key-missing} and on signature
 * verification errors.
 */
public final class KeyAlertResponder implements WebhookHandler<FlowAlert> {

    /** The shortest time between two registrations for an account unless said otherwise: 15 minutes. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(15);

    private static final int MOST_CHANGES = 3;
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
     * @param key the key that Meta should hold, such as {@code () -> ring.state().expectedAtMeta()}; asked each
     *     time; a {@link KeyLifeCycleException} that it throws is logged
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
    public void handle(FlowAlert alert) {
        if (!isAboutKey(alert)) {
            return;
        }
        var account = accounts.stream()
                .filter(known -> alert.head().accountId().equals(Optional.of(known.value())))
                .findFirst();
        if (account.isEmpty()) {
            LOG.warn("An alert about the business public key came for an account that is not configured; nothing is"
                    + " done.");
            return;
        }
        if (!begin(account.get())) {
            LOG.info(
                    "An alert about the business public key of account {} came; it was registered less than {} ago.",
                    account.get(),
                    interval);
            return;
        }
        LOG.warn("An alert says that phones have trouble with the business public key of account {}.", account.get());
        guarded(account.get(), () -> {
            var expected = key.get();
            report(account.get(), registration.status(account.get(), expected, List.of()));
            registerAnew(account.get(), expected);
        });
    }

    /**
     * Looks what Meta holds, and registers the key again where there is none, a damaged one, or one whose signature is
     * not good. A key that belongs to a private key elsewhere is left alone and logged as an error: somebody else
     * registers keys.
     */
    public void look() {
        for (var account : accounts) {
            guarded(account, () -> {
                var expected = key.get();
                var wrong = registration.status(account, expected, List.of()).stream()
                        .filter(number -> number.verdict() != NumberKey.Verdict.OURS)
                        .toList();
                if (wrong.isEmpty()) {
                    return;
                }
                report(account, wrong);
                if (wrong.stream().anyMatch(number -> number.verdict() == NumberKey.Verdict.FOREIGN)) {
                    LOG.error(
                            "Meta holds a key of somebody else for numbers of account {}; nothing is done. To replace"
                                    + " it run: penstock keys register --waba {}",
                            account,
                            account);
                } else if (begin(account)) {
                    registerAnew(account, expected);
                }
            });
        }
    }

    private static void report(WabaId account, List<NumberKey> numbers) {
        numbers.forEach(number -> LOG.warn(
                "For number {} of account {} Meta holds {}.",
                number.number().id(),
                account,
                switch (number.verdict()) {
                    case OURS -> "our key, with a good signature";
                    case OURS_PREVIOUS -> "an earlier key of ours";
                    case OURS_MISMATCH -> "our key, with a signature that is not good";
                    case FOREIGN -> "another key than the one expected";
                    case DAMAGED -> "something that is no key as phones read it";
                    case MISSING -> "no key";
                }));
    }

    /**
     * Again, if a rotation has brought in another key meanwhile: what was just uploaded may have replaced it at Meta.
     */
    private void registerAnew(WabaId account, BusinessPublicKey first) {
        var expected = first;
        for (int i = 0; i < MOST_CHANGES; i++) {
            registration.registerAnew(account, expected);
            LOG.warn("Registered business public key {} again for account {}.", expected.id(), account);
            var now = key.get();
            if (now.equals(expected)) {
                return;
            }
            expected = now;
        }
    }

    private static void guarded(WabaId account, Runnable work) {
        try {
            work.run();
        } catch (GraphException | KeyLifeCycleException failed) {
            LOG.error(
                    "The business public key of account {} could not be checked or registered again: {}",
                    account,
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
