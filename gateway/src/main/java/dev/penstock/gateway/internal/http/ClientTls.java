package dev.penstock.gateway.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS towards others: whom to trust and what to show, from PEM files. */
public final class ClientTls {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = {};

    private ClientTls() {}

    /** The files of a client certificate. */
    public record ClientCertificate(Path chain, Path privateKey) {}

    public static SSLContext context(Optional<Path> authorities, Optional<ClientCertificate> client) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(
                    client.isPresent() ? keys(client.get()) : null,
                    authorities.isPresent() ? trust(authorities.get()) : null,
                    null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException(
                    "The certificates cannot be used together: does the private key belong to the certificate?",
                    unusable);
        }
    }

    private static TrustManager[] trust(Path pem) throws GeneralSecurityException, IOException {
        var store = emptyStore();
        int number = 0;
        for (var certificate : certificates(pem)) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyManager[] keys(ClientCertificate client) throws GeneralSecurityException, IOException {
        var store = emptyStore();
        store.setKeyEntry(
                "client",
                privateKey(client.privateKey()),
                NO_PASSWORD,
                certificates(client.chain()).toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<? extends Certificate> certificates(Path pem) {
        var text = bytes(pem);
        try {
            var read = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text));
            if (!read.isEmpty()) {
                return List.copyOf(read);
            }
        } catch (CertificateException | RuntimeException unusable) { // the JDK's parser throws either
            // said below
        }
        throw new IllegalArgumentException(
                "%s holds no certificate in PEM form: it begins with -----BEGIN CERTIFICATE-----.".formatted(pem));
    }

    private static PrivateKey privateKey(Path file) {
        var pkcs8 = PKCS8.matcher(new String(bytes(file), StandardCharsets.US_ASCII));
        if (pkcs8.find()) {
            for (var algorithm : List.of("EC", "RSA")) {
                var key = privateKey(algorithm, pkcs8.group(1));
                if (key != null) {
                    return key;
                }
            }
        }
        throw new IllegalArgumentException(
                ("%s is no unencrypted RSA or EC key in PKCS#8 form. Convert it with: openssl pkey -in %s -out"
                                + " client-key.pem")
                        .formatted(file, file));
    }

    private static @Nullable PrivateKey privateKey(String algorithm, String base64) {
        try {
            var der = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | RuntimeException another) {
            return null;
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "%s cannot be read (%s): check its path and permissions."
                            .formatted(file, unreadable.getClass().getSimpleName()),
                    unreadable);
        }
    }
}
