package dev.penstock.crypto;

import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperFactory;
import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Objects;

/**
 * Makes key unwrappers for keys that are held in this process, with the fastest provider of RSA there is.
 *
 * <p>The JDK's is always there and always the last resort. Others are found by {@link java.util.ServiceLoader}: adding
 * {@code penstock-native-rsa} brings {@code openssl}, the library of the operating system.
 *
 * <p>Which provider is the fastest is found out once in a process, with the first key. Thread-safe; no key is kept.
 */
public final class KeyUnwrappers {

    /** The system property that forces a provider by its name, instead of the fastest. */
    public static final String PROVIDER_PROPERTY = "penstock.rsa";

    private KeyUnwrappers() {}

    /**
     * Makes an unwrapper with the fastest provider, or with the one that the system property {@value
     * #PROVIDER_PROPERTY} names.
     *
     * <p>A provider is only considered if it unwraps what the JDK wrapped and refuses what was tampered with; then a
     * few operations are timed. That takes a fraction of a second with the first key; each further key only has to give
     * back one block. With no provider but the JDK's, it takes nothing. {@link KeyUnwrapper#description()} says what
     * was chosen and what was not.
     *
     * @param key the private key, RSA-2048
     * @return the unwrapper
     * @throws UnusableKeyException if the key has another size
     * @throws KeyUnwrapperUnavailableException if the property names a provider that cannot be used here
     */
    public static KeyUnwrapper of(RSAPrivateCrtKey key) {
        Objects.requireNonNull(key, "key");
        var forced = System.getProperty(PROVIDER_PROPERTY, "");
        return forced.isEmpty() ? UnwrapperChoice.ofThisProcess().fastest(key) : of(key, forced);
    }

    /**
     * Makes an unwrapper with a given provider. It passes the same test as in {@link #of(RSAPrivateCrtKey)}.
     *
     * @param key the private key, RSA-2048
     * @param provider one of {@link #providers()}
     * @return the unwrapper
     * @throws UnusableKeyException if the key has another size
     * @throws KeyUnwrapperUnavailableException if there is no such provider, or it cannot be used here; the message
     *     says why
     */
    public static KeyUnwrapper of(RSAPrivateCrtKey key, String provider) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(provider, "provider");
        var choice = UnwrapperChoice.ofThisProcess();
        return choice.factories().stream()
                .filter(factory -> factory.name().equals(provider))
                .findFirst()
                .map(factory -> choice.with(factory, key))
                .orElseThrow(() -> new KeyUnwrapperUnavailableException(
                        ("There is no provider of RSA called \"%s\": there are %s. Add the library that brings it, or"
                                        + " choose another one.")
                                .formatted(provider, providers())));
    }

    /**
     * {@return the names of all providers that were found, whether they work here or not; the JDK's, "jdk", is the
     * last. They are looked up once in a process}
     */
    public static List<String> providers() {
        return UnwrapperChoice.ofThisProcess().factories().stream()
                .map(KeyUnwrapperFactory::name)
                .toList();
    }
}
