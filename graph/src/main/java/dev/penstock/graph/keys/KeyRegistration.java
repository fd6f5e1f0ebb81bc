package dev.penstock.graph.keys;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.accounts.Accounts;
import dev.penstock.graph.accounts.PhoneNumber;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.WabaId;
import dev.penstock.keyring.KeyLifeCycleException;
import dev.penstock.keyring.KeyRegistrar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings business public keys to Meta and says what Meta holds. Everything is safe to repeat. Thread-safe.
 *
 * <p>Keys come as {@link BusinessPublicKey}, so nothing but an RSA-2048 public key, or the key of a certificate, gets
 * here; {@link BusinessPublicKey#parse} refuses the rest, private keys first of all.
 */
public final class KeyRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRegistration.class);

    private final Accounts accounts;
    private final BusinessKeys keys;

    private KeyRegistration(Accounts accounts, BusinessKeys keys) {
        this.accounts = accounts;
        this.keys = keys;
    }

    /**
     * Works through a client.
     *
     * @param client the client
     * @return the registration
     */
    public static KeyRegistration of(GraphClient client) {
        return new KeyRegistration(Accounts.of(client), BusinessKeys.of(client));
    }

    /**
     * Registers a key for all numbers of an account. Numbers that have it already are left alone.
     *
     * @param account the account
     * @param key the key
     * @return what Meta holds afterwards, for each number
     * @throws GraphException if Meta refuses
     * @throws KeyLifeCycleException if the account has no numbers, or Meta holds something else afterwards
     */
    public List<NumberKey> register(WabaId account, BusinessPublicKey key) {
        return registerAll(numbers(account), key, false);
    }

    /**
     * Registers a key for one number.
     *
     * @param number the number; the id of an account is refused
     * @param key the key
     * @return what Meta holds afterwards
     * @throws GraphException if Meta refuses
     * @throws KeyLifeCycleException if the id is not that of a number, or Meta holds something else afterwards
     */
    public NumberKey register(PhoneNumberId number, BusinessPublicKey key) {
        return registerAll(List.of(number(number)), key, false).getFirst();
    }

    /**
     * Uploads a key for all numbers of an account, also where Meta has it already; this renews Meta's signature over
     * it.
     *
     * @param account the account
     * @param key the key
     * @return what Meta holds afterwards, for each number
     * @throws GraphException if Meta refuses
     * @throws KeyLifeCycleException if the account has no numbers, or Meta holds something else afterwards
     */
    public List<NumberKey> registerAnew(WabaId account, BusinessPublicKey key) {
        return registerAll(numbers(account), key, true);
    }

    /**
     * Returns what brings a key to all numbers of some accounts, for {@link dev.penstock.keyring.KeyRotation}. It
     * throws what {@link #register(WabaId, BusinessPublicKey)} throws.
     *
     * @param accounts the accounts whose numbers all have this key, at least one
     * @return the registrar
     * @throws IllegalArgumentException if there is no account
     */
    public KeyRegistrar forAccounts(Collection<WabaId> accounts) {
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("A key is registered for the numbers of at least one account.");
        }
        var all = List.copyOf(accounts);
        return key -> {
            boolean isGood = true;
            for (var account : all) {
                isGood &= register(account, key).stream()
                        .allMatch(number -> number.stored()
                                .filter(stored -> stored.isValid(key))
                                .isPresent());
            }
            return isGood;
        };
    }

    /**
     * Says what Meta holds for all numbers of an account.
     *
     * @param account the account
     * @param expected the key that should be there
     * @param served all keys that are served here
     * @return what Meta holds, for each number
     * @throws GraphException if Meta refuses
     * @throws KeyLifeCycleException if the account has no numbers
     */
    public List<NumberKey> status(WabaId account, BusinessPublicKey expected, Collection<BusinessPublicKey> served) {
        return numbers(account).stream()
                .map(number -> NumberKey.of(number, keys.read(number.id()), expected, served))
                .toList();
    }

    private List<NumberKey> registerAll(List<PhoneNumber> numbers, BusinessPublicKey key, boolean anew) {
        var registered = new ArrayList<NumberKey>();
        for (var number : numbers) {
            if (anew
                    || keys.read(number.id())
                            .filter(stored -> stored.isValid(key))
                            .isEmpty()) {
                keys.store(number.id(), key);
                LOG.info("Registered business public key {} for number {}.", key.id(), number.id());
            }
            registered.add(readBack(number, key));
        }
        return List.copyOf(registered);
    }

    private NumberKey readBack(PhoneNumber number, BusinessPublicKey key) {
        var now = NumberKey.of(number, keys.read(number.id()), key, List.of());
        return switch (now.verdict()) {
            case OURS, OURS_MISMATCH -> now;
            case DAMAGED, FOREIGN, MISSING, OURS_PREVIOUS ->
                throw new KeyLifeCycleException(
                        ("Meta took key %s for number %s, but what it holds now is %s: somebody else registers keys, or"
                                                + " something")
                                        .formatted(key.id(), number.id(), now.verdict())
                                + " between here and Meta changes what is sent. Try again, and look at: penstock keys"
                                + " status");
        };
    }

    private List<PhoneNumber> numbers(WabaId account) {
        var numbers = accounts.phoneNumbers(account);
        if (numbers.isEmpty()) {
            throw new KeyLifeCycleException(
                    ("Account %s has no phone number, or the access token may not see it: a key is registered for each"
                                    + " number.")
                            .formatted(account));
        }
        return numbers;
    }

    private PhoneNumber number(PhoneNumberId id) {
        return accounts.phoneNumber(id)
                .orElseThrow(() -> new KeyLifeCycleException(
                        ("%s is not the id of a phone number that the access token may see; it may be the id of an"
                                                + " account.")
                                        .formatted(id)
                                + " Take the phone number id, which the App Dashboard shows beside the number, or give"
                                + " the account as an account to register all its numbers."));
    }
}
