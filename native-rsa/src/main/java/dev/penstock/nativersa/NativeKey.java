package dev.penstock.nativersa;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;

/**
 * A private key inside libcrypto. It is freed when nothing refers to it any more: a {@code KeyUnwrapper} has no {@code
 * close}, and lives as long as its endpoint.
 */
record NativeKey(Libcrypto libcrypto, MemorySegment address) {

    static NativeKey of(Libcrypto libcrypto, RSAPrivateCrtKey key) {
        var der = key.getEncoded();
        try (var arena = Arena.ofConfined()) {
            var copy = arena.allocateFrom(JAVA_BYTE, der);
            try {
                return new NativeKey(libcrypto, parse(libcrypto, arena.allocateFrom(ADDRESS, copy), der.length));
            } finally {
                copy.fill((byte) 0);
            }
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    @SuppressWarnings("restricted") // a pointer is given its end of life
    private static MemorySegment parse(Libcrypto libcrypto, MemorySegment pointerToDer, int length) {
        MemorySegment key;
        try {
            key = (MemorySegment) libcrypto.d2iAutoPrivateKey().invoke(MemorySegment.NULL, pointerToDer, length);
            libcrypto.clearErrors().invokeExact();
        } catch (Throwable failed) {
            throw Native.broken(failed);
        }
        if (key.equals(MemorySegment.NULL)) {
            throw new KeyUnwrapperUnavailableException("OpenSSL does not take the key.");
        }
        return key.reinterpret(Arena.ofAuto(), pointer -> Native.free(libcrypto.keyFree(), pointer));
    }
}
