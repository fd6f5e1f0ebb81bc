package dev.penstock.server;

import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate for localhost, signed by itself or by another one. */
public record TestCertificate(KeyPair pair, X509Certificate certificate, TlsFiles files) {

    private static final TlsFiles NOWHERE = new TlsFiles(Path.of("none"), Path.of("none"));

    public static TestCertificate of(String algorithm, String name) throws Exception {
        var pair = pair(algorithm);
        return new TestCertificate(pair, certificate(pair, name, pair, name), NOWHERE);
    }

    /** One that this one has signed. */
    TestCertificate issue(String algorithm, String name) throws Exception {
        var issued = pair(algorithm);
        var issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
        return new TestCertificate(issued, certificate(issued, name, pair, issuer), NOWHERE);
    }

    private static KeyPair pair(String algorithm) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair pair, String name, KeyPair signing, String issuer)
            throws Exception {
        var subject = new X500Name("CN=" + name);
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                new BigInteger(64, new SecureRandom()),
                Date.from(now.minus(1, ChronoUnit.HOURS)),
                Date.from(now.plus(1, ChronoUnit.DAYS)),
                subject,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        var algorithm = signing.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        var signer = new JcaContentSignerBuilder(algorithm).build(signing.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    /** Writes the files of a server that presents this certificate, and then the others. */
    public TestCertificate write(Path directory, TestCertificate... others) throws Exception {
        var key = directory.resolve("key.pem");
        var chain = directory.resolve("chain.pem");
        Files.writeString(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
        var certificates = new StringBuilder(pem(certificate));
        for (var other : others) {
            certificates.append(pem(other.certificate));
        }
        Files.writeString(chain, certificates);
        return new TestCertificate(pair, certificate, new TlsFiles(chain, key));
    }

    SSLContext trustingContext() {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null);
            store.setCertificateEntry("it", certificate);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pem(Object object) throws Exception {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
