package dev.penstock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.BusinessPublicKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncryptingLineTest {

    private static Exchange send(String uri, Map<String, Object> request) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key =
                BusinessPublicKey.of((RSAPublicKey) generator.generateKeyPair().getPublic());
        try (var line = EncryptingLine.to(URI.create(uri), key).open()) {
            return line.send(request, Duration.ofSeconds(10));
        }
    }

    private static String reason(Exchange exchange) {
        return ((Exchange.Unreachable) exchange.outcome()).reason();
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * To the end of the JSON object: a reset that comes while the client still writes is told to the write, and the
     * read after it sees only that the connection was closed.
     */
    private static void readWholeRequest(InputStream request) throws IOException {
        int next = request.read();
        while (next >= 0 && next != '}') {
            next = request.read();
        }
    }

    @Test
    void saysWhereNothingAnswers() throws Exception {
        int port = closedPort();

        assertThat(reason(send("http://127.0.0.1:" + port + "/flows/secret-path", Map.of())))
                .isEqualTo("Nothing answers at http://127.0.0.1:" + port + "/ (connection refused).");
    }

    @Test
    void tellsAnUnknownHostFromOneThatRefuses() throws Exception {
        assertThat(reason(send("http://nowhere.invalid:8080/", Map.of())))
                .isEqualTo("The host name nowhere.invalid is not known.");
    }

    @Test
    void tellsThatNoConnectionCouldBeMadeFromAnAnswerThatIsLate() throws Exception {
        try (var full = FullBacklog.open()) {
            assertThat(reason(send(full.url(), Map.of())))
                    .startsWith("No connection to " + full.url() + " could be made within 5 s: ")
                    .contains("firewall");
        }
    }

    @Test
    void saysThatAConnectionWasReset() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        var peer = socket.accept();
                        readWholeRequest(peer.getInputStream());
                        peer.setSoLinger(true, 0);
                        peer.close();
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
            var at = "http://127.0.0.1:" + socket.getLocalPort() + "/";

            assertThat(reason(send(at, Map.of()))).isEqualTo(at + " reset the connection before an answer came.");
        }
    }

    @Test
    void saysThatAConnectionBroke() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        socket.accept().close();
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });

            assertThat(reason(send("http://127.0.0.1:" + socket.getLocalPort() + "/", Map.of())))
                    .contains("http://127.0.0.1:" + socket.getLocalPort() + "/")
                    .contains("connection")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void saysThatTlsIsMissing() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var plain = socket.accept()) {
                    plain.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                    plain.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException closed) {
                    // The client has seen enough.
                }
            });

            assertThat(reason(send("https://127.0.0.1:" + socket.getLocalPort() + "/", Map.of())))
                    .startsWith("There is no TLS to be had with https://127.0.0.1:" + socket.getLocalPort() + "/");
        }
    }

    @Test
    void countsTheEndpointsTimeAndNotItsOwnWork() throws Exception {
        int port = closedPort();
        Map<String, Object> large = Map.of("data", "x".repeat(40_000_000));

        long start = System.nanoTime();
        Exchange exchange = send("http://127.0.0.1:" + port + "/", large);
        long whole = System.nanoTime() - start;

        assertThat(exchange.took().toNanos()).isLessThan(whole / 2);
    }
}
