package dev.penstock.server.internal;

import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.server.ServerStartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** A certificate chain and its private key, from PEM files. */
final class TlsIdentity {

    private static final AtomicLong COUNT = new AtomicLong();
    private static final long MAX_FILE_BYTES = 1024 * 1024;
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private final X509Certificate[] chain;
    private final PrivateKey key;
    private final String alias = "penstock-" + COUNT.incrementAndGet();

    private TlsIdentity(X509Certificate[] chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * Reads the files.
     *
     * @throws ServerStartException if they are of no use, or do not belong together
     */
    static TlsIdentity read(Path certificateChain, Path privateKey) {
        var chain = chain(certificateChain);
        var key = key(privateKey);
        if (!belongTogether(key, chain[0].getPublicKey())) {
            throw new ServerStartException(
                    "The TLS key %s does not belong to the certificate %s: give the key the certificate was issued for."
                            .formatted(privateKey, certificateChain));
        }
        return new TlsIdentity(chain, key);
    }

    X509Certificate[] chain() {
        return chain.clone();
    }

    /** The same, with the key in another form. */
    TlsIdentity withKey(PrivateKey form) {
        return new TlsIdentity(chain, form);
    }

    PrivateKey key() {
        return key;
    }

    /** A name that no other one has. */
    String alias() {
        return alias;
    }

    /** As TLS 1.2 and 1.3 ask for it: {@code RSA} or {@code EC}. */
    String keyType() {
        return key.getAlgorithm();
    }

    Instant validUntil() {
        return chain[0].getNotAfter().toInstant();
    }

    private static X509Certificate[] chain(Path file) {
        var pem = bytes(file);
        try {
            var certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!certificates.isEmpty()) {
                return certificates.toArray(X509Certificate[]::new);
            }
        } catch (CertificateException | RuntimeException unusable) { // the JDK's parser throws either
            // said below
        }
        throw new ServerStartException(
                "The TLS certificate %s holds no certificate in PEM form: it begins with -----BEGIN CERTIFICATE-----."
                        .formatted(file));
    }

    private static PrivateKey key(Path file) {
        var text = new String(bytes(file), StandardCharsets.US_ASCII);
        var pkcs8 = PKCS8.matcher(text);
        if (pkcs8.find()) {
            var der = base64(pkcs8.group(1));
            for (var algorithm : List.of("EC", "RSA")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
                } catch (GeneralSecurityException | RuntimeException another) {
                    // the next algorithm
                }
            }
        }
        if (text.contains("BEGIN RSA PRIVATE KEY")) {
            try {
                return PrivateKeys.parse(text);
            } catch (UnusableKeyException unusable) {
                // said below
            }
        }
        throw new ServerStartException(
                ("The TLS key %s is no unencrypted RSA or EC key in PKCS#8 form. Convert it with: openssl pkey -in %s"
                                + " -out tls-key.pem")
                        .formatted(file, file));
    }

    /** Nothing if it is none, which no algorithm takes. */
    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException damaged) {
            return new byte[0];
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ServerStartException("The TLS file %s is larger than 1 MB.".formatted(file));
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new ServerStartException("The TLS file %s cannot be read (%s): check its path and permissions."
                    .formatted(file, unreadable.getClass().getSimpleName()));
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        try {
            var algorithm = "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
            var probe = "penstock".getBytes(StandardCharsets.US_ASCII);
            var signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(probe);
            var verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certified);
            verifying.update(probe);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException | RuntimeException different) {
            return false;
        }
    }
}
