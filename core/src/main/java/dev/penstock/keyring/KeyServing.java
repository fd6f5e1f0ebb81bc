package dev.penstock.keyring;

import dev.penstock.crypto.BusinessPublicKey;

/**
 * Tells whether the servers already answer under a key, so that it is registered no earlier. The natural way to find
 * out is a health check, encrypted under that key, to the public URL of the endpoint.
 */
@FunctionalInterface
public interface KeyServing {

    /**
     * Asks.
     *
     * @param key the key
     * @return whether requests under this key are answered, by every server that may get one
     */
    boolean isServed(BusinessPublicKey key);
}
