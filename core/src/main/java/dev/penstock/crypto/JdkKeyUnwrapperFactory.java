package dev.penstock.crypto;

import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperFactory;
import java.security.interfaces.RSAPrivateCrtKey;

/** The JDK's own RSA: on every platform, but slower than native code. */
final class JdkKeyUnwrapperFactory implements KeyUnwrapperFactory {

    static final String NAME = "jdk";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyUnwrapper create(RSAPrivateCrtKey key) {
        return JdkKeyUnwrapper.of(key);
    }
}
