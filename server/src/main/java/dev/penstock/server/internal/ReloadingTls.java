package dev.penstock.server.internal;

import dev.penstock.server.ServerStartException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS identity of the server, read again when its files change.
 *
 * <p>A key manager of our own over a key parsed once: the JDK's PKIX key manager derives the key store's password anew in
 * every handshake.
 */
public final class ReloadingTls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Path certificateChain;
    private final Path privateKey;
    private final SSLContext sslContext;
    private volatile TlsIdentity identity;
    private volatile String stamp;
    private volatile Thread watcher = Thread.ofVirtual().unstarted(() -> {});

    private ReloadingTls(Path certificateChain, Path privateKey) {
        this.certificateChain = certificateChain;
        this.privateKey = privateKey;
        this.stamp = stamp();
        this.identity = TlsIdentity.read(certificateChain, privateKey);
        try {
            sslContext = SSLContext.getInstance("TLS");
            sslContext.init(new KeyManager[] {new CurrentIdentity()}, null, null);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has TLS.", impossible);
        }
    }

    /** Reads the files; says what helps if they are of no use. */
    public static ReloadingTls load(Path certificateChain, Path privateKey) {
        return new ReloadingTls(certificateChain, privateKey);
    }

    public SSLContext sslContext() {
        return sslContext;
    }

    /** Begins to look whether the files have changed. */
    public void watch() {
        watcher = Thread.ofVirtual().name("penstock-tls-files").start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.sleep(LOOK_EVERY);
                    reloadIfChanged();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void reloadIfChanged() {
        var now = stamp();
        if (now.equals(stamp)) {
            return;
        }
        stamp = now;
        try {
            identity = TlsIdentity.read(certificateChain, privateKey);
            LOG.info("The TLS certificate was read again; it is valid until {}.", identity.validUntil());
        } catch (ServerStartException unusable) {
            LOG.warn(
                    "The TLS files have changed and are of no use, so the old certificate stays. {}",
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

    /** Gives every handshake the identity that is current. */
    private final class CurrentIdentity extends X509ExtendedKeyManager {

        private static final String ALIAS = "penstock";

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return keyType.equals(identity.keyType()) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return chooseEngineServerAlias(keyType, issuers, null);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.chain();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.key();
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
