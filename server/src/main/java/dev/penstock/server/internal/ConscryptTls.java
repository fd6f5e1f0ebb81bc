package dev.penstock.server.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.conscrypt.Conscrypt;

/**
 * BoringSSL, through Conscrypt. The only class that needs Conscrypt, which is optional: without it, {@link #load()}
 * throws a {@link NoClassDefFoundError}.
 */
final class ConscryptTls implements TlsProvider {

    static final String NAME = "conscrypt";

    /** More than the native buffer holds. */
    private static final int MAX_LAST_RECORDS = 8;

    private final Provider provider;

    private ConscryptTls(Provider provider) {
        this.provider = provider;
    }

    /** Loads the native library. */
    static TlsProvider load() {
        Conscrypt.checkAvailability();
        return new ConscryptTls(Conscrypt.newProvider());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        var version = Conscrypt.version();
        return "%s %d.%d.%d (BoringSSL)".formatted(NAME, version.major(), version.minor(), version.patch());
    }

    @Override
    public SSLContext newContext() throws GeneralSecurityException {
        return SSLContext.getInstance("TLS", provider);
    }

    /** Otherwise it would parse and check a key of the JDK anew in every handshake. */
    @Override
    public PrivateKey adopt(PrivateKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.getAlgorithm(), provider)
                .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    }

    /** Without tickets, which are off by default, no session of TLS 1.3 can be resumed. */
    @Override
    public void prepare(SSLEngine engine) {
        Conscrypt.setUseSessionTickets(engine, true);
    }

    /**
     * Otherwise that waits for the garbage collector, which sees a small object and not the tens of kilobytes behind
     * it. The engine frees them when both directions are closed and its last bytes have been taken.
     */
    @Override
    public void release(SSLEngine engine) {
        try {
            engine.closeInbound();
            engine.closeOutbound();
            var last = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            for (int i = 0; i < MAX_LAST_RECORDS; i++) {
                if (engine.wrap(ByteBuffer.allocate(0), last.clear()).bytesProduced() == 0) {
                    return;
                }
            }
        } catch (SSLException broken) {
            // The collector will see to it.
        }
    }

    @Override
    public boolean isNative() {
        return true;
    }
}
