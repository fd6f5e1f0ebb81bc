package dev.penstock.crypto;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import java.util.Optional;

/** An unwrapper that can refuse without throwing, since to throw takes time that an outsider could measure. */
interface QuietUnwrapper extends KeyUnwrapper {

    /** What {@link #unwrap} returns; empty where that throws {@link UndecryptableRequestException}. */
    Optional<byte[]> tryUnwrap(byte[] wrappedKey);

    @Override
    default byte[] unwrap(byte[] wrappedKey) {
        return tryUnwrap(wrappedKey).orElseThrow(UndecryptableRequestException::new);
    }

    /** Unwraps with any unwrapper, as quietly as it can. */
    static Optional<byte[]> tryUnwrap(KeyUnwrapper key, byte[] wrappedKey) {
        if (key instanceof QuietUnwrapper quiet) {
            return quiet.tryUnwrap(wrappedKey);
        }
        try {
            return Optional.of(key.unwrap(wrappedKey));
        } catch (UndecryptableRequestException notForThisKey) {
            return Optional.empty();
        }
    }
}
