package dev.penstock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "by {0}")
@ValueSource(strings = {"jdk", "conscrypt"})
class TlsIT {

    @Parameter
    String provider;

    @RegisterExtension
    final TlsBy tls = new TlsBy(() -> provider);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"EC, HTTP_2", "EC, HTTP_1_1", "RSA, HTTP_2", "RSA, HTTP_1_1"})
    void answersOverHttps(String algorithm, HttpClient.Version version) throws Exception {
        var certificate = TestCertificate.of(algorithm, "first").write(directory);
        try (var server = serve(certificate);
                var client = client(certificate, version)) {
            var answer = Requests.post(client, server.uri().resolve("/flows/vectors"), Requests.PING);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, true", "TLSv1.3, true", "TLSv1.1, false", "TLSv1, false"})
    void speaksTls12And13Only(String protocol, boolean accepted) throws Exception {
        var certificate = TestCertificate.of("EC", "first").write(directory);
        try (var server = serve(certificate);
                var socket = (SSLSocket) certificate
                        .trustingContext()
                        .getSocketFactory()
                        .createSocket("localhost", server.uri().getPort())) {
            socket.setEnabledProtocols(new String[] {protocol});

            if (accepted) {
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            } else {
                assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(socket::startHandshake);
            }
        }
    }

    @Test
    void takesARenewedCertificateWithoutARestart() throws Exception {
        var first = TestCertificate.of("EC", "first").write(directory);
        try (var server = serve(first)) {
            assertThat(subject(server, first.trustingContext())).contains("first");

            var second = TestCertificate.of("EC", "second").write(directory);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .until(() -> subject(server, second.trustingContext()).contains("second"));
        }
    }

    @Test
    void keepsTheOldCertificateWhenTheNewFilesAreOfNoUse() throws Exception {
        var certificate = TestCertificate.of("EC", "first").write(directory);
        try (var server = serve(certificate)) {
            Files.writeString(certificate.files().certificateChain(), "nonsense");

            Awaitility.await()
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> subject(server, certificate.trustingContext()).contains("first"));
        }
    }

    @Test
    void saysWhatHelpsWhenCertificateAndKeyDoNotBelongTogether() throws Exception {
        var one = TestCertificate.of("EC", "one").write(Files.createDirectory(directory.resolve("one")));
        var two = TestCertificate.of("EC", "two").write(Files.createDirectory(directory.resolve("two")));

        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> PenstockServer.builder()
                        .endpoint(Requests.echo().build())
                        .port(0)
                        .tls(new TlsFiles(
                                one.files().certificateChain(), two.files().privateKey()))
                        .start())
                .withMessageContaining("does not belong to the certificate");
    }

    @Test
    void sendsTheWholeChain() throws Exception {
        var root = TestCertificate.of("RSA", "root");
        var between = root.issue("EC", "between");
        var certificate = between.issue("EC", "leaf").write(directory, between);
        try (var server = serve(certificate)) {
            assertThat(subject(server, root.trustingContext())).contains("leaf");
        }
    }

    @Test
    void servesAnIncompleteChainToThoseWhoKnowTheRest() throws Exception {
        var root = TestCertificate.of("RSA", "root");
        var between = root.issue("EC", "between");
        var certificate = between.issue("EC", "leaf").write(directory);
        try (var server = serve(certificate)) {
            assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(() -> subject(server, root.trustingContext()));
            assertThat(subject(server, between.trustingContext())).contains("leaf");
        }
    }

    @Test
    void takesARenewedCertificateOfAnotherAlgorithm() throws Exception {
        var first = TestCertificate.of("EC", "first").write(directory);
        try (var server = serve(first)) {
            var second = TestCertificate.of("RSA", "second").write(directory);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .until(() -> subject(server, second.trustingContext()).contains("second"));
        }
    }

    @Test
    void goesOnLookingAfterAKeyFileThatWasDamaged() throws Exception {
        var first = TestCertificate.of("EC", "first").write(directory);
        try (var server = serve(first)) {
            Files.writeString(
                    first.files().privateKey(), "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n");
            Awaitility.await()
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> subject(server, first.trustingContext()).contains("first"));

            var second = TestCertificate.of("EC", "second").write(directory);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .until(() -> subject(server, second.trustingContext()).contains("second"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, true",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, true",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, true",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, false",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, false",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, false",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, false",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, false",
        "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256, false",
    })
    void takesOnlyAuthenticatedEncryptionWithEllipticCurves(String suite, boolean accepted) throws Exception {
        var certificate = TestCertificate.of("RSA", "first").write(directory);
        try (var server = serve(certificate);
                var socket = offering(server, certificate, "http/1.1")) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});

            if (accepted) {
                socket.startHandshake();
                assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
            } else {
                assertThatExceptionOfType(IOException.class).isThrownBy(socket::startHandshake);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"x25519, true", "secp256r1, true", "secp384r1, true", "ffdhe2048, false", "ffdhe8192, false"})
    void agreesOnKeysOfEllipticCurvesOnly(String group, boolean accepted) throws Exception {
        var certificate = TestCertificate.of("EC", "first").write(directory);
        try (var server = serve(certificate);
                var socket = offering(server, certificate, "http/1.1")) {
            var parameters = socket.getSSLParameters();
            parameters.setNamedGroups(new String[] {group});
            socket.setSSLParameters(parameters);

            if (accepted) {
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            } else {
                assertThatExceptionOfType(IOException.class).isThrownBy(socket::startHandshake);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP_2, /flows/vectors, 200", "HTTP_1_1, /flows/vectors, 200", "HTTP_1_1, /other, 404"})
    void tellsBrowsersToStayWithTls(HttpClient.Version version, String path, int status) throws Exception {
        var certificate = TestCertificate.of("EC", "first").write(directory);
        try (var server = serve(certificate);
                var client = client(certificate, version)) {
            var answer = Requests.post(client, server.uri().resolve(path), Requests.PING);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("strict-transport-security")).contains("max-age=31536000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "http/1.1", ""})
    void agreesOnAProtocol(String offered) throws Exception {
        var certificate = TestCertificate.of("EC", "first").write(directory);
        try (var server = serve(certificate);
                var socket = offering(server, certificate, offered)) {
            socket.startHandshake();

            assertThat(socket.getApplicationProtocol()).isEqualTo(offered);
        }
    }

    @Test
    void refusesThoseWhoOfferOtherProtocolsOnly() throws Exception {
        var certificate = TestCertificate.of("EC", "first").write(directory);
        try (var server = serve(certificate);
                var socket = offering(server, certificate, "gopher")) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                socket.startHandshake();
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
                if (socket.getInputStream().read() < 0) {
                    throw new EOFException();
                }
            });
        }
    }

    private static SSLSocket offering(PenstockServer server, TestCertificate certificate, String protocol)
            throws Exception {
        var socket = (SSLSocket) certificate
                .trustingContext()
                .getSocketFactory()
                .createSocket("localhost", server.uri().getPort());
        socket.setSoTimeout(10_000);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocol.isEmpty() ? new String[0] : new String[] {protocol});
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static PenstockServer serve(TestCertificate certificate) {
        return PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .host("localhost")
                .port(0)
                .tls(certificate.files())
                .start();
    }

    private static HttpClient client(TestCertificate certificate, HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(certificate.trustingContext())
                .build();
    }

    private static String subject(PenstockServer server, SSLContext trusting) throws Exception {
        try (var socket = (SSLSocket) trusting.getSocketFactory()
                .createSocket("localhost", server.uri().getPort())) {
            socket.setSSLParameters(new SSLParameters());
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }
}
