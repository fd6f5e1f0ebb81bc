package dev.penstock.crypto;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyTemporarilyUnavailableException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The business private keys of an endpoint: the current one, and any number of previous ones.
 *
 * <p>Phones cache the business public key, so after a new one was uploaded requests under the old one still arrive, for
 * how long is not documented. A keyset opens both: {@code Keyset.load(file).alsoAccept(oldKey)}. The current key is
 * tried first.
 *
 * <p>Opening a request proves nothing about its sender, see {@link KeyUnwrapper}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Keyset {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<KeyUnwrapper> keys;
    /** What is tried where a payload key does not unwrap; known to nobody, so it opens nothing. */
    private final byte[] decoyKey = random(KeyUnwrapper.KEY_BYTES);
    /** What is unwrapped, in vain, where there is no block of the right size. */
    private final byte[] decoyBlock = random(KeyUnwrapper.WRAPPED_KEY_BYTES);
    /** What is decrypted, in vain, where there is not even a tag. */
    private final byte[] decoyData = random(PayloadCipher.TAG_BYTES);

    private Keyset(List<KeyUnwrapper> keys) {
        this.keys = List.copyOf(keys);
        decoyBlock[0] = 0; // less than any modulus
        long distinct =
                keys.stream().map(key -> key.publicKey().id()).distinct().count();
        if (distinct != keys.size()) {
            throw new UnusableKeyException(
                    "The keyset holds the same key twice (ids %s): give each key once.".formatted(ids()));
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * Creates a keyset with a key held in this process.
     *
     * @param current the private key, RSA-2048
     * @return the keyset
     * @throws UnusableKeyException if the key has another size
     */
    public static Keyset of(RSAPrivateCrtKey current) {
        Objects.requireNonNull(current, "current");
        return of(KeyUnwrappers.of(current));
    }

    /**
     * Creates a keyset with a key held anywhere.
     *
     * @param current unwraps with the current key
     * @return the keyset
     */
    public static Keyset of(KeyUnwrapper current) {
        Objects.requireNonNull(current, "current");
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
        Objects.requireNonNull(privateKey, "privateKey");
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
        Objects.requireNonNull(privateKey, "privateKey");
        Objects.requireNonNull(passphrase, "passphrase");
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
        Objects.requireNonNull(previous, "previous");
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
        Objects.requireNonNull(previous, "previous");
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
     * <p>Whatever fails, every key has then done the same work, one RSA operation and one decryption: a decoy stands in
     * for what cannot be used, so that the time does not tell which step it was.
     *
     * @param request the encrypted request
     * @return the clear request, which can seal its one answer
     * @throws UndecryptableRequestException if no key opens it, whatever the reason
     * @throws KeyTemporarilyUnavailableException if no key opens it, and one of them could not be used just now. Should
     *     an unwrapper throw something else, that is thrown here, after the other keys have been tried
     */
    public OpenedRequest open(EncryptedRequest request) {
        Objects.requireNonNull(request, "request");
        return open(request, new PayloadCipher());
    }

    OpenedRequest open(EncryptedRequest request, PayloadCipher cipher) {
        var data = request.sealedData().length < PayloadCipher.TAG_BYTES ? decoyData : request.sealedData();
        @Nullable RuntimeException failure = null;
        for (var key : keys) {
            var payloadKey = decoyKey.clone();
            try {
                payloadKey = payloadKey(key, request.wrappedKey());
            } catch (RuntimeException notThisTime) {
                failure = failure == null ? notThisTime : failure;
            }
            var clear = cipher.open(payloadKey, request.initialVector(), data);
            if (clear.isPresent()) {
                return new OpenedRequest(
                        key.publicKey().id(), clear.get(), cipher, payloadKey, request.initialVector());
            }
            Arrays.fill(payloadKey, (byte) 0);
        }
        throw failure == null ? new UndecryptableRequestException() : failure;
    }

    /** The key of the request, or a decoy if this is not the business key for it. */
    private byte[] payloadKey(KeyUnwrapper key, byte[] wrappedKey) {
        boolean isBlock = isBlock(wrappedKey, key.publicKey().rsaPublicKey().getModulus());
        var unwrapped = QuietUnwrapper.tryUnwrap(key, isBlock ? wrappedKey : decoyBlock);
        if (unwrapped.isEmpty()) {
            return decoyKey.clone();
        }
        if (isBlock && unwrapped.get().length == KeyUnwrapper.KEY_BYTES) {
            return unwrapped.get();
        }
        Arrays.fill(unwrapped.get(), (byte) 0);
        return decoyKey.clone();
    }

    /**
     * Whether it has the length of a block and is less than the modulus; providers refuse others before they compute.
     */
    private static boolean isBlock(byte[] wrappedKey, BigInteger modulus) {
        return wrappedKey.length == KeyUnwrapper.WRAPPED_KEY_BYTES
                && new BigInteger(1, wrappedKey).compareTo(modulus) < 0;
    }

    @Override
    public String toString() {
        return "Keyset" + ids();
    }
}
