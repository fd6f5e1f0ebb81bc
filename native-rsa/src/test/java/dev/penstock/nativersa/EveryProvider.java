package dev.penstock.nativersa;

import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The providers of RSA on the class path, each held to the same tests. */
final class EveryProvider {

    static final RSAPrivateCrtKey KEY = PrivateKeys.generate();

    private EveryProvider() {}

    static Stream<String> names() {
        return KeyUnwrappers.providers().stream();
    }

    /** An unwrapper by the provider; the test is skipped, and says so, where the provider does not work. */
    static KeyUnwrapper unwrapper(String provider, RSAPrivateCrtKey key) {
        try {
            return KeyUnwrappers.of(key, provider);
        } catch (KeyUnwrapperUnavailableException unavailable) {
            return Assumptions.abort("skipped: %s. %s".formatted(provider, unavailable.getMessage()));
        }
    }
}
