package dev.penstock.nativersa;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperFactory;
import java.security.interfaces.RSAPrivateCrtKey;

/** Makes unwrappers with the OpenSSL of the operating system, version 3 or newer. */
public final class OpensslKeyUnwrapperFactory implements KeyUnwrapperFactory {

    /** For the service loader, which needs it. */
    public OpensslKeyUnwrapperFactory() {}

    @Override
    public String name() {
        return "openssl";
    }

    @Override
    public KeyUnwrapper create(RSAPrivateCrtKey key) {
        var publicKey = BusinessPublicKey.of(key);
        return new OpensslKeyUnwrapper(publicKey, NativeKey.of(Libcrypto.loaded(), key));
    }
}
