package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes instead of a handshake, the next client is served. */
@ParameterizedClass(name = "by {0}")
@ValueSource(strings = {"jdk", "conscrypt"})
class HostileHandshakesIT {

    @Parameter
    String provider;

    @RegisterExtension
    final TlsBy tls = new TlsBy(() -> provider);

    @TempDir
    Path directory;

    private TestCertificate certificate;
    private PenstockServer server;
    private HttpClient client;

    @BeforeEach
    void serve() throws Exception {
        certificate = TestCertificate.of("EC", "hostile").write(directory);
        server = PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .host("localhost")
                .port(0)
                .tls(certificate.files())
                .limits(ServerLimits.defaults().withIdleTimeout(Duration.ofMillis(600)))
                .start();
        client = HttpClient.newBuilder()
                .sslContext(certificate.trustingContext())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void survivesPlainHttp() throws Exception {
        try (var socket = Requests.connect(server.uri(), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertCloses(socket);
        }
        assertHealthy();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void survivesNoise(int seed) throws Exception {
        var noise = new byte[50_000];
        new Random(seed).nextBytes(noise);
        try (var socket = Requests.connect(server.uri(), "")) {
            send(socket, noise);
            assertCloses(socket);
        }
        assertHealthy();
    }

    @Test
    void survivesARecordThatClaimsToBeLongerThanAnyMayBe() throws Exception {
        try (var socket = Requests.connect(server.uri(), "\u0016\u0003\u0001\u00ff\u00ff" + "x".repeat(70_000))) {
            assertCloses(socket);
        }
        assertHealthy();
    }

    @Test
    void closesAConnectionThatNeverBeginsItsHandshake() throws Exception {
        try (var socket = Requests.connect(server.uri(), "")) {
            assertCloses(socket);
        }
        assertHealthy();
    }

    @Test
    void closesAConnectionThatStopsInTheMiddleOfItsHandshake() throws Exception {
        var hello = clientHello();
        try (var socket = Requests.connect(server.uri(), "")) {
            send(socket, java.util.Arrays.copyOf(hello, hello.length / 2));
            assertCloses(socket);
        }
        assertHealthy();
    }

    @Test
    void survivesClientsThatLeaveAfterTheirHello() throws Exception {
        var hello = clientHello();
        for (int i = 0; i < 120; i++) {
            try (var socket = Requests.connect(server.uri(), "")) {
                send(socket, hello);
            }
        }
        assertHealthy();
    }

    @Test
    void survivesHellosWithBytesFlipped() throws Exception {
        var hello = clientHello();
        var random = new Random(7);
        for (int i = 0; i < 120; i++) {
            var changed = hello.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try (var socket = Requests.connect(server.uri(), "")) {
                send(socket, changed);
                if (i % 10 == 0) {
                    assertCloses(socket);
                }
            }
        }
        assertHealthy();
    }

    @Test
    void survivesNoiseAfterAProperHandshake() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var raw = Requests.connect(server.uri(), "");
                    var secure = certificate
                            .trustingContext()
                            .getSocketFactory()
                            .createSocket(raw, "localhost", raw.getPort(), false)) {
                secure.getOutputStream().write("POST /flows/vectors HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
                send(raw, new byte[] {23, 3, 3, 0, 40, 1, 2, 3, 4});
                send(raw, new byte[36]);
                assertCloses(raw);
            }
        }
        assertHealthy();
    }

    /** What a client of the JDK says first. */
    private static byte[] clientHello() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        var engine = context.createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        var out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), out);
        var hello = new byte[out.flip().remaining()];
        out.get(hello);
        return hello;
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException refused) {
            // closed while it was still being sent
        }
    }

    /** Whatever the server says before, an alert perhaps, the end comes soon. */
    private static void assertCloses(Socket socket) throws IOException {
        socket.setSoTimeout(8_000);
        var said = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(said);
        } catch (SocketException reset) {
            // closed all the same
        }
        assertThat(said.size()).isLessThan(20_000);
    }

    private void assertHealthy() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> {
            var answer = Requests.post(client, server.uri().resolve("/flows/vectors"), Requests.PING);
            assertThat(new String(answer.body(), StandardCharsets.US_ASCII)).isEqualTo(Requests.PING.responseBody());
        });
    }
}
