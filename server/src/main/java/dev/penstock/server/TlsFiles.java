package dev.penstock.server;

import dev.penstock.server.internal.ReloadingTls;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The certificate and private key for HTTPS, as PEM files. They are read again when they change, so that a renewed
 * certificate needs no restart. They have nothing to do with the business key of the Flow.
 *
 * <p>TLS is done by Conscrypt where {@code org.conscrypt:conscrypt-openjdk-uber} is there, loads its native library and
 * passes a handshake in memory with this certificate; otherwise by the JDK. The log says which when the server starts.
 * The system property {@code penstock.tls} forces one: {@code jdk} or {@code conscrypt}; what is forced and cannot be
 * had is a {@link ServerStartException}.
 *
 * @param certificateChain the server's certificate first, then the intermediate ones
 * @param privateKey its private key, RSA or EC, unencrypted
 */
public record TlsFiles(Path certificateChain, Path privateKey) {

    /** Checks that both are given. */
    public TlsFiles {
        Objects.requireNonNull(certificateChain, "certificateChain");
        Objects.requireNonNull(privateKey, "privateKey");
    }

    /**
     * Reads both, as the server does when it starts.
     *
     * @throws ServerStartException if they are of no use, or do not belong together
     */
    public void check() {
        ReloadingTls.check(certificateChain, privateKey);
    }
}
