package dev.penstock.gateway.backend;

import static dev.penstock.gateway.backend.HttpBackendTest.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.gateway.backend.BackendException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways to a backend beside plain TCP: unix sockets, and TLS with authorities and certificates of one's own. */
@Timeout(60)
class BackendConnectionsTest {

    private static final String FINE = "{\"screen\":\"A\"}";

    @TempDir
    Path directory;

    @Test
    void asksOverAUnixSocket() throws Exception {
        var socket = directory.resolve("backend.sock");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> answerTwice(listener));
            try (var backend = HttpBackend.builder(URI.create("http://localhost/flow"))
                    .unixSocket(socket)
                    .build()) {
                assertThat(backend.ask(request())).isInstanceOf(BackendAnswer.Next.class);
                assertThat(backend.ask(request())).isInstanceOf(BackendAnswer.Next.class);
            }
        }
    }

    private static void answerTwice(ServerSocketChannel listener) {
        var answer = ("HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n" + FINE).getBytes(StandardCharsets.US_ASCII);
        try (var connection = listener.accept()) {
            for (int i = 0; i < 2; i++) {
                connection.read(ByteBuffer.allocate(8192));
                connection.write(ByteBuffer.wrap(answer));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void unixSocketThatIsNotThereIsUnreachable() {
        try (var backend = HttpBackend.builder(URI.create("http://localhost/flow"))
                .unixSocket(directory.resolve("none.sock"))
                .build()) {
            assertThatThrownBy(() -> backend.ask(request()))
                    .isInstanceOfSatisfying(
                            BackendException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE))
                    .hasMessageContaining("none.sock");
        }
    }

    @ParameterizedTest
    @CsvSource({"EC,RSA", "RSA,EC"})
    void trustsAnAuthorityOfOnesOwnAndShowsACertificate(String ofServer, String ofClient) throws Exception {
        var server = TestPki.of(ofServer, "localhost");
        var client = TestPki.of(ofClient, "penstock");
        try (var listening = tls(server, client);
                var backend = HttpBackend.builder(https(listening))
                        .certificateAuthorities(server.certificateIn(directory))
                        .clientCertificate(client.certificateIn(directory), client.keyIn(directory))
                        .build()) {
            assertThat(backend.ask(request())).isInstanceOf(BackendAnswer.Next.class);
            assertThat(backend.ask(request())).isInstanceOf(BackendAnswer.Next.class);
        }
    }

    @Test
    void sendsNothingToWhomItDoesNotTrust() throws Exception {
        var server = TestPki.of("EC", "localhost");
        var other = TestPki.of("EC", "localhost");
        var misnamed = TestPki.of("EC", "elsewhere.example");
        try (var listening = tls(server, other);
                var wronglyNamed = tls(misnamed, other);
                var platform = HttpBackend.builder(https(listening)).build();
                var foreign = HttpBackend.builder(https(listening))
                        .certificateAuthorities(other.certificateIn(directory))
                        .build();
                var name = HttpBackend.builder(https(wronglyNamed))
                        .certificateAuthorities(misnamed.certificateIn(directory))
                        .build()) {
            for (var backend : new Backend[] {platform, foreign, name}) {
                assertThatThrownBy(() -> backend.ask(request()))
                        .isInstanceOfSatisfying(
                                BackendException.class,
                                failure -> assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE))
                        .hasMessageContaining("certificate");
            }
            assertThat(listening.exchanges()).isEmpty();
            assertThat(wronglyNamed.exchanges()).isEmpty();
        }
    }

    @Test
    void saysWhichFileIsOfNoUse() throws Exception {
        var pki = TestPki.of("EC", "localhost");
        var nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");
        var builder = HttpBackend.builder(URI.create("https://localhost/"));

        assertThatThrownBy(() -> builder.certificateAuthorities(nonsense).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense.pem")
                .hasMessageContaining("BEGIN CERTIFICATE");
        builder.certificateAuthorities(pki.certificateIn(directory));
        assertThatThrownBy(() -> builder.clientCertificate(pki.certificateIn(directory), nonsense)
                        .build())
                .hasMessageContaining("nonsense.pem")
                .hasMessageContaining("PKCS#8");
        assertThatThrownBy(() -> builder.clientCertificate(directory.resolve("none"), pki.keyIn(directory))
                        .build())
                .hasMessageContaining("none cannot be read");
    }

    private static LoopbackServer tls(TestPki server, TestPki client) throws Exception {
        var listener = (SSLServerSocket) server.serverTrusting(client)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setWantClientAuth(true);
        return LoopbackServer.start(listener, exchange -> exchange.respond(200, FINE));
    }

    private static URI https(LoopbackServer server) {
        return URI.create("https://localhost:%d/flow".formatted(server.port()));
    }
}
