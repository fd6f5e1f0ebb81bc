package dev.penstock.crypto;

import java.security.interfaces.RSAPrivateCrtKey;

/** Makes key unwrappers for keys that are held in this process. */
public final class KeyUnwrappers {

    private KeyUnwrappers() {}

    /**
     * Makes an unwrapper with the JDK's RSA.
     *
     * @param key the private key, RSA-2048
     * @return the unwrapper
     * @throws UnusableKeyException if the key has another size
     */
    public static KeyUnwrapper of(RSAPrivateCrtKey key) {
        return JdkKeyUnwrapper.of(key);
    }
}
