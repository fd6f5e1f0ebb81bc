package dev.penstock.server.internal;

import dev.penstock.server.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS identity of the server, read again when its files change.
 */
public final class ReloadingTls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Path certificateChain;
    private final Path privateKey;
    private final TlsChoice choice;
    private final SSLContext sslContext;
    private volatile TlsIdentity identity;
    private volatile String stamp;
    private volatile Thread watcher = Thread.ofVirtual().unstarted(() -> {});

    private ReloadingTls(Path certificateChain, Path privateKey) {
        this.certificateChain = certificateChain;
        this.privateKey = privateKey;
        this.stamp = stamp();
        this.choice = TlsChoice.make(TlsIdentity.read(certificateChain, privateKey));
        this.identity = choice.identity();
        try {
            sslContext = choice.provider().newContext();
            // No client has a certificate, so the JDK need not read the authorities it would trust.
            sslContext.init(new KeyManager[] {new ServerKeys(() -> identity)}, new TrustManager[0], null);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has TLS.", impossible);
        }
    }

    /** Fails as {@link #load} would for files that are of no use. */
    public static void check(Path certificateChain, Path privateKey) {
        TlsIdentity.read(certificateChain, privateKey);
    }

    /** Reads the files; says what helps if they are of no use. */
    public static ReloadingTls load(Path certificateChain, Path privateKey) {
        return new ReloadingTls(certificateChain, privateKey);
    }

    SSLContext sslContext() {
        return sslContext;
    }

    TlsProvider provider() {
        return choice.provider();
    }

    /** For a client that knows this server by its certificate. */
    SSLContext trusting() throws GeneralSecurityException {
        var trusting = new JdkTls().newContext();
        trusting.init(null, new TrustManager[] {new PinnedTrust(identity.chain()[0])}, null);
        return trusting;
    }

    /** For the log: which implementation of TLS was chosen, and why. */
    public String description() {
        return choice.description();
    }

    /** Until when the certificate is valid. */
    public Instant validUntil() {
        return identity.validUntil();
    }

    /** Begins to look whether the files have changed. */
    public void watch() {
        watcher = Thread.ofVirtual()
                .name("penstock-tls-files")
                .start(new Watch(LOOK_EVERY, this::reloadIfChanged, "files of TLS", LOG));
    }

    private void reloadIfChanged() {
        var now = stamp();
        if (now.equals(stamp)) {
            return;
        }
        stamp = now;
        try {
            identity = choice.adopt(TlsIdentity.read(certificateChain, privateKey));
            LOG.info("The TLS certificate was read again; it is valid until {}.", identity.validUntil());
        } catch (ServerStartException unusable) {
            LOG.warn(
                    "The TLS files have changed and are of no use, so the old certificate stays. {}",
                    unusable.getMessage());
        } catch (TlsUnavailableException unusable) {
            LOG.warn(
                    "The TLS files have changed and the old certificate stays. {}: {}. A restart may choose another"
                            + " TLS.",
                    choice.provider().name(),
                    unusable.getMessage());
        }
    }

    private String stamp() {
        try {
            return Files.getLastModifiedTime(certificateChain) + " " + Files.size(certificateChain) + " "
                    + Files.getLastModifiedTime(privateKey) + " " + Files.size(privateKey);
        } catch (IOException missing) {
            return "missing";
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
