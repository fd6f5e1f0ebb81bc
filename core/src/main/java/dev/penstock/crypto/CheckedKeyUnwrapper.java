package dev.penstock.crypto;

import dev.penstock.UndecryptableRequestException;

/** Holds any provider to the one way to fail, and carries what is said about it at start-up. */
record CheckedKeyUnwrapper(KeyUnwrapper provider, String description) implements KeyUnwrapper {

    @Override
    public BusinessPublicKey publicKey() {
        return provider.publicKey();
    }

    @Override
    public byte[] unwrap(byte[] wrappedKey) {
        if (wrappedKey.length != WRAPPED_KEY_BYTES) {
            throw new UndecryptableRequestException();
        }
        try {
            return provider.unwrap(wrappedKey);
        } catch (RuntimeException notForThisKey) {
            throw new UndecryptableRequestException();
        }
    }

    @Override
    public String toString() {
        return "KeyUnwrapper[%s, %s]".formatted(publicKey().id(), description);
    }
}
