package dev.penstock.nativersa;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.spi.KeyUnwrapper;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * Unwraps with OpenSSL. A context serves one thread at a time, so there are as many as there are cores, and further
 * callers wait: more at once would only make every one slower.
 */
final class OpensslKeyUnwrapper implements KeyUnwrapper {

    private final BusinessPublicKey publicKey;
    private final NativeKey key;
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());
    /** The one used last first, whose memory is still in the cache. */
    private final Deque<DecryptionContext> idle = new ConcurrentLinkedDeque<>();

    OpensslKeyUnwrapper(BusinessPublicKey publicKey, NativeKey key) {
        this.publicKey = publicKey;
        this.key = key;
        idle.push(DecryptionContext.of(key));
    }

    @Override
    public BusinessPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] unwrap(byte[] wrappedKey) {
        if (wrappedKey.length != WRAPPED_KEY_BYTES) {
            throw new UndecryptableRequestException();
        }
        places.acquireUninterruptibly();
        try {
            var last = idle.poll();
            var context = last == null ? DecryptionContext.of(key) : last;
            try {
                return context.decrypt(wrappedKey);
            } finally {
                idle.push(context);
            }
        } finally {
            places.release();
        }
    }

    @Override
    public String description() {
        return "openssl (%s)".formatted(key.libcrypto().version());
    }

    @Override
    public String toString() {
        return "OpensslKeyUnwrapper[" + publicKey.id() + "]";
    }
}
