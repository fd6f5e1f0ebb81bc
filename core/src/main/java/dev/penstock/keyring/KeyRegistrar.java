package dev.penstock.keyring;

import dev.penstock.crypto.BusinessPublicKey;

/**
 * Brings a public key to Meta, for every phone number that has this key. {@code KeyRegistration} of the module graph
 * makes one. Implementations are thread-safe.
 */
@FunctionalInterface
public interface KeyRegistrar {

    /**
     * Registers a key where Meta does not hold it yet, or where Meta's signature over it is not good. Safe to repeat.
     *
     * @param key the key
     * @return whether Meta holds it afterwards for every number, with a good signature
     */
    boolean register(BusinessPublicKey key);
}
