package dev.penstock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that comes again need not be shown the certificate again. */
@ParameterizedClass(name = "by {0}")
@ValueSource(strings = {"jdk", "conscrypt"})
class TlsResumptionIT {

    @Parameter
    String provider;

    @RegisterExtension
    final TlsBy tls = new TlsBy(() -> provider);

    @TempDir
    Path directory;

    private final CertificatesSeen seen = new CertificatesSeen();

    @ParameterizedTest
    @CsvSource({"EC, TLSv1.3", "EC, TLSv1.2", "RSA, TLSv1.3", "RSA, TLSv1.2"})
    void resumesASession(String algorithm, String protocol) throws Exception {
        try (var server = serve(algorithm)) {
            var client = client();
            ask(server, client, protocol);
            assertThat(seen.times()).isOne();

            ask(server, client, protocol);
            ask(server, client, protocol);

            assertThat(seen.times()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void startsAnewWithAClientThatRemembersNothing(String protocol) throws Exception {
        try (var server = serve("EC")) {
            ask(server, client(), protocol);
            ask(server, client(), protocol);

            assertThat(seen.times()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void startsAnewAfterARestart(String protocol) throws Exception {
        var client = client();
        int port;
        try (var server = serve("EC")) {
            port = server.uri().getPort();
            ask(server, client, protocol);
        }

        var again = TestCertificate.of("EC", "again").write(directory);
        try (var server = serve(again, port)) {
            ask(server, client, protocol);
        }

        assertThat(seen.times()).isEqualTo(2);
    }

    private PenstockServer serve(String algorithm) throws Exception {
        return serve(TestCertificate.of(algorithm, "first").write(directory), 0);
    }

    private static PenstockServer serve(TestCertificate certificate, int port) {
        return PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .host("localhost")
                .port(port)
                .tls(certificate.files())
                .start();
    }

    private SSLContext client() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {seen}, null);
        return context;
    }

    /** One request, answered to the end: tickets of TLS 1.3 come after the handshake. */
    private static void ask(PenstockServer server, SSLContext client, String protocol) throws Exception {
        try (var socket = (SSLSocket)
                client.getSocketFactory().createSocket("localhost", server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.getOutputStream()
                    .write("GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 404");
            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    /** Trusts every certificate, and counts how often one was shown. */
    private static final class CertificatesSeen extends X509ExtendedTrustManager {

        private final AtomicInteger times = new AtomicInteger();

        int times() {
            return times.get();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            times.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            times.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            times.incrementAndGet();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
