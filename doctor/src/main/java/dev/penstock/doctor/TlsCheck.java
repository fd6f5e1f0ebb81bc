package dev.penstock.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Would Meta accept the certificate? Looks at the chain that the server sends, before anything is sent there. */
final class TlsCheck {

    private static final String CHECK = "certificate";
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Duration SOON = Duration.ofDays(14);

    private TlsCheck() {}

    static Diagnosis run(URI endpoint, Patient patient) {
        if (!"https".equalsIgnoreCase(endpoint.getScheme())) {
            return Diagnosis.skipped(CHECK, "http on this machine, for development only");
        }
        try {
            var trust = patient.trust != null ? patient.trust : systemTrust();
            return judge(chain(endpoint), trust, endpoint.getHost(), patient);
        } catch (UnknownHostException unknown) {
            return Diagnosis.red(
                    CHECK,
                    "its host name is unknown to DNS",
                    "Check the spelling of the URL, and the DNS entry of the host.");
        } catch (NoConnectionException nobody) {
            return Diagnosis.red(
                    CHECK,
                    "no connection to %s could be made within %d seconds"
                            .formatted(endpoint.getAuthority(), TIMEOUT_MILLIS / 1_000),
                    "Check that the machine is up, its address in DNS, and whether a firewall drops what is sent"
                            + " to it.");
        } catch (SocketTimeoutException silent) {
            return Diagnosis.red(
                    CHECK,
                    "there is no TLS server at %s: it took the connection, and nothing of TLS came within %d seconds"
                            .formatted(endpoint.getAuthority(), TIMEOUT_MILLIS / 1_000),
                    "It may speak plain HTTP there: check the port, and the reverse proxy.");
        } catch (IOException noTls) {
            return Diagnosis.red(
                    CHECK,
                    "there is no TLS server at %s".formatted(endpoint.getAuthority()),
                    "Start it, and check the port, the firewall and the reverse proxy.");
        } catch (GeneralSecurityException noTrustStore) {
            return Diagnosis.skipped(CHECK, "this Java installation has no trusted authorities");
        }
    }

    private static Diagnosis judge(X509Certificate[] chain, X509TrustManager trust, String host, Patient patient) {
        var now = patient.clock.instant();
        var leaf = chain[0];
        var ends = leaf.getNotAfter().toInstant();
        if (now.isAfter(ends)) {
            return Diagnosis.red(CHECK, "it expired at " + ends, "Renew it, and let the renewal run by itself.");
        }
        if (now.isBefore(leaf.getNotBefore().toInstant())) {
            return Diagnosis.red(
                    CHECK,
                    "it is not valid before " + leaf.getNotBefore().toInstant(),
                    "Check the clock here, or wait.");
        }
        if (chain.length == 1
                && leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal())
                && Arrays.stream(trust.getAcceptedIssuers()).noneMatch(leaf::equals)) {
            return Diagnosis.red(
                    CHECK,
                    "it is self-signed, which Meta refuses",
                    "Get one from a public authority, such as Let's Encrypt.");
        }
        if (!CertificateNames.match(leaf, host)) {
            return Diagnosis.red(
                    CHECK,
                    "it is for another host name than %s".formatted(host),
                    "Get one for this host name, or use the name it has.");
        }
        try {
            trust.checkServerTrusted(chain, "UNKNOWN");
        } catch (CertificateException untrusted) {
            return untrusted(chain, trust);
        }
        return ends.isBefore(now.plus(SOON))
                ? Diagnosis.red(
                        CHECK,
                        "it expires at %s, in less than 14 days".formatted(ends),
                        "Renew it now; its renewal should have run by itself.")
                : Diagnosis.green(CHECK, "trusted, valid until " + ends);
    }

    /** A chain that ends before a root lacks an intermediate, or belongs to an authority that nobody knows. */
    private static Diagnosis untrusted(X509Certificate[] chain, X509TrustManager trust) {
        var last = chain[chain.length - 1];
        var issuer = CertificateNames.shortName(last.getIssuerX500Principal());
        boolean endsAtRoot = last.getIssuerX500Principal().equals(last.getSubjectX500Principal())
                || Arrays.stream(trust.getAcceptedIssuers())
                        .anyMatch(root -> root.getSubjectX500Principal().equals(last.getIssuerX500Principal()));
        return endsAtRoot
                ? Diagnosis.red(
                        CHECK,
                        "no public authority stands behind it: its chain ends at %s".formatted(issuer),
                        "Get one from a public authority, such as Let's Encrypt.")
                : Diagnosis.red(
                        CHECK,
                        ("the server does not send the intermediate certificate \"%s\", so the chain ends before a"
                                        + " public authority")
                                .formatted(issuer),
                        ("Configure the whole chain (fullchain.pem in place of cert.pem). If %s is an authority of your"
                                        + " own, get a certificate from a public one.")
                                .formatted(issuer));
    }

    /** The chain as the server sends it, trusted or not; nothing but the handshake is sent. */
    private static X509Certificate[] chain(URI endpoint) throws IOException, GeneralSecurityException {
        var seen = new AtomicReference<X509Certificate[]>(new X509Certificate[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Looker(seen)}, null);
        int port = endpoint.getPort() < 0 ? 443 : endpoint.getPort();
        try (var plain = new Socket()) {
            var address = new InetSocketAddress(endpoint.getHost(), port);
            if (address.isUnresolved()) {
                throw new UnknownHostException();
            }
            connect(plain, address);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            try (var socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, endpoint.getHost(), port, true)) {
                socket.startHandshake();
            }
        } catch (IOException failed) {
            if (seen.get().length == 0) {
                throw failed;
            }
        }
        if (seen.get().length == 0) {
            throw new IOException("no certificate");
        }
        return seen.get();
    }

    private static void connect(Socket plain, InetSocketAddress address) throws IOException {
        try {
            plain.connect(address, TIMEOUT_MILLIS);
        } catch (SocketTimeoutException late) {
            throw new NoConnectionException();
        }
    }

    /** Nobody took the connection in time. */
    private static final class NoConnectionException extends IOException {

        private static final long serialVersionUID = 1;
    }

    private static X509TrustManager systemTrust() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((@Nullable KeyStore) null);
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    /** Keeps the chain and accepts it; used for looking only, never for sending anything. */
    private static final class Looker extends X509ExtendedTrustManager {

        private final AtomicReference<X509Certificate[]> seen;

        Looker(AtomicReference<X509Certificate[]> seen) {
            this.seen = seen;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            seen.set(chain.clone());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            seen.set(chain.clone());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            seen.set(chain.clone());
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
