package dev.penstock.crypto;

import dev.penstock.crypto.spi.KeyUnwrapper;
import java.util.Optional;

/**
 * Asks a provider only about blocks of the right length, and carries what is said about it at start-up. What a provider
 * throws passes: only its word that a block is not for its key means that.
 */
record CheckedKeyUnwrapper(KeyUnwrapper provider, String description) implements QuietUnwrapper {

    @Override
    public BusinessPublicKey publicKey() {
        return provider.publicKey();
    }

    @Override
    public Optional<byte[]> tryUnwrap(byte[] wrappedKey) {
        return wrappedKey.length == WRAPPED_KEY_BYTES
                ? QuietUnwrapper.tryUnwrap(provider, wrappedKey)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "KeyUnwrapper[%s, %s]".formatted(publicKey().id(), description);
    }
}
