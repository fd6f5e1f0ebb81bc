package dev.penstock.keyring;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.spi.KeyTemporarilyUnavailableException;
import dev.penstock.crypto.spi.KeyUnwrapper;

/**
 * Stands for a key that is being loaded: a request that no other key opens is told to come again, which is soon enough.
 */
record PendingKey(BusinessPublicKey publicKey) implements KeyUnwrapper {

    @Override
    public byte[] unwrap(byte[] wrappedKey) {
        throw new KeyTemporarilyUnavailableException("Key %s is being loaded.".formatted(publicKey.id()));
    }

    @Override
    public String description() {
        return "being loaded";
    }
}
