package dev.penstock.server;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The certificate and private key for HTTPS, as PEM files. They are read again when they change, so that a renewed
 * certificate needs no restart. They have nothing to do with the business key of the Flow.
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
}
