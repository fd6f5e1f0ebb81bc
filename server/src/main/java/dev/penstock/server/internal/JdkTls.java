package dev.penstock.server.internal;

import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** The JDK's TLS: always there, and several times as dear as native code. */
final class JdkTls implements TlsProvider {

    static final String NAME = "jdk";

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
        // its defaults are good
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
