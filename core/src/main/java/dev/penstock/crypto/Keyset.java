package dev.penstock.crypto;

import dev.penstock.UndecryptableRequestException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The business private keys of an endpoint: the current one, and any number of previous ones.
 *
 * <p>Phones cache the business public key, so after a new one was uploaded requests under the old one still arrive, for how
 * long is not documented. A keyset opens both: {@code Keyset.load(file).alsoAccept(oldKey)}. The current key is tried first.
 *
 * <p>Opening a request proves nothing about its sender, see {@link KeyUnwrapper}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Keyset {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<KeyUnwrapper> keys;
    /** What is tried where a payload key does not unwrap; known to nobody, so it opens nothing. */
    private final byte[] decoyKey = new byte[KeyUnwrapper.KEY_BYTES];

    private Keyset(List<KeyUnwrapper> keys) {
        this.keys = List.copyOf(keys);
        RANDOM.nextBytes(decoyKey);
        long distinct =
                keys.stream().map(key -> key.publicKey().id()).distinct().count();
        if (distinct != keys.size()) {
            throw new UnusableKeyException(
                    "The keyset holds the same key twice (ids %s): give each key once.".formatted(ids()));
        }
    }

    /**
     * Creates a keyset with a key held in this process.
     *
     * @param current the private key, RSA-2048
     * @return the keyset
     * @throws UnusableKeyException if the key has another size
     */
    public static Keyset of(RSAPrivateCrtKey current) {
        return of(KeyUnwrappers.of(current));
    }

    /**
     * Creates a keyset with a key held anywhere.
     *
     * @param current unwraps with the current key
     * @return the keyset
     */
    public static Keyset of(KeyUnwrapper current) {
        return new Keyset(List.of(current));
    }

    /**
     * Creates a keyset from a clear private key file.
     *
     * @param privateKey a file in any of the wrappings of {@link PrivateKeys}
     * @return the keyset
     * @throws UnusableKeyException if the file holds no usable key, in a sentence that says what helps
     */
    public static Keyset load(Path privateKey) {
        return of(PrivateKeys.load(privateKey));
    }

    /**
     * Creates a keyset from an encrypted private key file.
     *
     * @param privateKey a file in any of the wrappings of {@link PrivateKeys}
     * @param passphrase its passphrase; not kept
     * @return the keyset
     * @throws UnusableKeyException if the file holds no usable key, in a sentence that says what helps
     */
    public static Keyset load(Path privateKey, char[] passphrase) {
        return of(PrivateKeys.load(privateKey, passphrase));
    }

    /**
     * Returns a keyset that also opens requests under a previous key.
     *
     * @param previous the private key that was current before, RSA-2048
     * @return a copy
     * @throws UnusableKeyException if the key has another size, or is in the keyset already
     */
    public Keyset alsoAccept(RSAPrivateCrtKey previous) {
        return alsoAccept(KeyUnwrappers.of(previous));
    }

    /**
     * Returns a keyset that also opens requests under a previous key.
     *
     * @param previous unwraps with the key that was current before
     * @return a copy
     * @throws UnusableKeyException if the key is in the keyset already
     */
    public Keyset alsoAccept(KeyUnwrapper previous) {
        return new Keyset(Stream.concat(keys.stream(), Stream.of(previous)).toList());
    }

    /** {@return the public half of the current key, which Meta should hold} */
    public BusinessPublicKey currentPublicKey() {
        return keys.getFirst().publicKey();
    }

    /** {@return the ids of all keys, the current one first} */
    public List<String> ids() {
        var ids = new ArrayList<String>();
        for (var key : keys) {
            ids.add(key.publicKey().id());
        }
        return List.copyOf(ids);
    }

    /** {@return what unwraps with each key, the current one first, for the log at start-up} */
    public List<String> descriptions() {
        return keys.stream().map(KeyUnwrapper::description).toList();
    }

    /**
     * Opens a request.
     *
     * <p>Whatever fails, every key has then done the same work: an unwrapping that fails is followed by a decryption under
     * a decoy key, so that the time does not tell which step it was.
     *
     * @param request the encrypted request
     * @return the clear request, which can seal its one answer
     * @throws UndecryptableRequestException if no key opens it, whatever the reason
     */
    public OpenedRequest open(EncryptedRequest request) {
        var cipher = new PayloadCipher();
        for (var key : keys) {
            var payloadKey = unwrapOrDecoy(key, request.wrappedKey());
            var clear = cipher.open(payloadKey, request.initialVector(), request.sealedData());
            if (clear.isPresent()) {
                return new OpenedRequest(
                        key.publicKey().id(), clear.get(), cipher, payloadKey, request.initialVector());
            }
        }
        throw new UndecryptableRequestException();
    }

    private byte[] unwrapOrDecoy(KeyUnwrapper key, byte[] wrappedKey) {
        if (wrappedKey.length != KeyUnwrapper.WRAPPED_KEY_BYTES) {
            return decoyKey;
        }
        try {
            var unwrapped = key.unwrap(wrappedKey);
            return unwrapped.length == KeyUnwrapper.KEY_BYTES ? unwrapped : decoyKey;
        } catch (UndecryptableRequestException notForThisKey) {
            return decoyKey;
        }
    }

    @Override
    public String toString() {
        return "Keyset" + ids();
    }
}
