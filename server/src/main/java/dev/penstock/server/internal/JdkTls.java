package dev.penstock.server.internal;

import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** The JDK's TLS: always there, and several times as dear as native code. */
final class JdkTls implements TlsProvider {

    static final String NAME = "jdk";

    /** Elliptic curves; with finite fields one greeting of a stranger can cost 50 ms. */
    private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1", "secp521r1"};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "%s (Java %d)".formatted(NAME, Runtime.version().feature());
    }

    @Override
    public SSLContext newContext() throws NoSuchAlgorithmException {
        return SSLContext.getInstance("TLS");
    }

    @Override
    public PrivateKey adopt(PrivateKey key) {
        return key;
    }

    @Override
    public void prepare(SSLEngine engine) {
        var parameters = engine.getSSLParameters();
        parameters.setNamedGroups(GROUPS);
        engine.setSSLParameters(parameters);
    }

    @Override
    public void release(SSLEngine engine) {
        // all of it is on the heap
    }

    @Override
    public boolean isNative() {
        return false;
    }
}
