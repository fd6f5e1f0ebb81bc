package dev.penstock.doctor;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A certificate made by the JDK's keytool, a server's context with it, and a trust manager that takes it for an
 * authority's.
 */
record TestCertificate(SSLContext server, X509TrustManager trust) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    static TestCertificate create(Path directory, String names, String start, int days) throws Exception {
        var file = directory.resolve("tls.p12");
        keytool(file, "tls", "Clinic", start, days, "-ext", "san=" + names);
        var keys = load(file);
        return of(keys, (X509Certificate) keys.getCertificate("tls"));
    }

    /**
     * A certificate under an authority with an intermediate, as public ones have it.
     *
     * @param sent how many certificates of the chain of three the server sends
     * @param rootIsKnown whether the authority's root is trusted, or some other root
     */
    static TestCertificate underAuthority(Path directory, int sent, boolean rootIsKnown) throws Exception {
        var file = directory.resolve("authority.p12");
        keytool(file, "other", "Another Root", "-1d", 900, "-ext", "bc:c");
        keytool(file, "root", "Test Root", "-1d", 900, "-ext", "bc:c");
        keytool(file, "between", "Test Intermediate R1", "-1d", 900, "-ext", "bc:c", "-signer", "root");
        keytool(file, "tls", "Clinic", "-1d", 90, "-ext", "san=ip:127.0.0.1", "-signer", "between");
        var keys = load(file);
        var chain = Arrays.copyOf(keys.getCertificateChain("tls"), sent);
        var server = KeyStore.getInstance("PKCS12");
        server.load(null, null);
        server.setKeyEntry("tls", keys.getKey("tls", PASSWORD), PASSWORD, chain);
        return of(server, (X509Certificate) keys.getCertificate(rootIsKnown ? "root" : "other"));
    }

    private static TestCertificate of(KeyStore keys, X509Certificate trusted) throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new TestCertificate(context, trusting(trusted));
    }

    private static KeyStore load(Path file) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static void keytool(Path file, String alias, String name, String start, int days, String... more)
            throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-startdate",
                start,
                "-validity",
                Integer.toString(days),
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(more));
        var keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
    }

    private static X509TrustManager trusting(X509Certificate certificate) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("tls", certificate);
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
