package dev.penstock.crypto.spi;

import dev.penstock.crypto.KeyUnwrappers;
import java.security.interfaces.RSAPrivateCrtKey;

/**
 * Makes key unwrappers with one provider of RSA. Implementations are found by {@link java.util.ServiceLoader}; adding
 * the library that brings one is all it takes, see {@link KeyUnwrappers#of(RSAPrivateCrtKey)}.
 *
 * <p>Implementations are thread-safe.
 */
public interface KeyUnwrapperFactory {

    /**
     * {@return a short name in lower case, by which the provider can be chosen and is logged, for example "openssl"}
     */
    String name();

    /**
     * Makes an unwrapper.
     *
     * @param key the private key, RSA-2048
     * @return the unwrapper; it holds a copy of the key until it is garbage
     * @throws KeyUnwrapperUnavailableException if this provider cannot work on this platform, with the reason
     */
    KeyUnwrapper create(RSAPrivateCrtKey key);
}
