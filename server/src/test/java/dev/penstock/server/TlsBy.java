package dev.penstock.server;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Forces an implementation of TLS on the servers of a test. */
final class TlsBy implements BeforeEachCallback, AfterEachCallback {

    private static final String PROPERTY = "penstock.tls";

    private final Supplier<String> provider;

    TlsBy(Supplier<String> provider) {
        this.provider = provider;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        System.setProperty(PROPERTY, provider.get());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.clearProperty(PROPERTY);
    }
}
