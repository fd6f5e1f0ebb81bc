package dev.penstock.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.testing.RequestEnvelope;
import dev.penstock.trust.RequestSignature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** What strangers send to an endpoint of the {@link Greeting}. After each the next health check is answered. */
public final class HostileClients implements AutoCloseable {

    /** What was answered, without what differs between containers. */
    public record Answer(int status, HttpResponse<byte[]> response) {}

    private static final String SIGNATURE = RequestSignature.HEADER;

    private final URI url;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final EncryptingLine line;
    private final FlowClient phone;

    public HostileClients(URI url) {
        this.url = url;
        this.line = EncryptingLine.to(Greeting.access(url)).open();
        this.phone = FlowClient.over(line, Greeting.TOKENS.issue("greeting", "somebody"))
                .build();
    }

    public void assertAllAreAnsweredAsDocumented() throws Exception {
        var ping = ping();
        var right = signature(ping);
        var wrong = "sha256=" + "0".repeat(64);

        assertStatus(432, ping, request -> request);
        assertStatus(200, ping, request -> request.header(SIGNATURE, right));
        assertStatus(432, ping, request -> request.header(SIGNATURE, wrong).header(SIGNATURE, right));
        assertStatus(432, ping, request -> request.header(SIGNATURE, right).header(SIGNATURE, wrong));
        assertStatus(432, ping, request -> request.header(SIGNATURE, ""));
        assertStatus(415, ping, request -> signed(request, right, "application/x-www-form-urlencoded"));
        assertStatus(415, ping, request -> signed(request, right, "multipart/form-data; boundary=x"));
        assertStatus(200, ping, request -> signed(request, right, "text/plain"));
        assertStatus(200, ping, request -> signed(request, right, "no type at all"));
        assertStatus(415, ping, request -> request.header(SIGNATURE, right).header("Content-Encoding", "gzip"));
        var gzip = gzip(ping); // as it is, for a container that would unpack it
        assertStatus(
                415, gzip, request -> request.header(SIGNATURE, signature(gzip)).header("Content-Encoding", "gzip"));
        assertStatus(200, chunked(ping), request -> request.header(SIGNATURE, right));
        assertStatus(432, new byte[0], request -> request);
        assertStatus(400, new byte[0], request -> request.header(SIGNATURE, signature(new byte[0])));
        var eleven = new byte[11 * 1024 * 1024]; // Meta's largest request has 13, with Base64
        assertStatus(432, eleven, request -> request);
        assertStatus(400, eleven, request -> request.header(SIGNATURE, signature(eleven)));
        assertStatus(415, eleven, request -> signed(request, right, "application/x-www-form-urlencoded"));
        var forty = new byte[40 * 1024 * 1024];
        assertStatus(413, forty, request -> request.header(SIGNATURE, right));
        assertStatus(413, chunked(forty), request -> request.header(SIGNATURE, right));
    }

    public void assertOtherMethodsAreRefused() throws Exception {
        for (var method : List.of("GET", "PUT", "DELETE", "OPTIONS", "PATCH")) {
            var answer = send(HttpRequest.newBuilder(url).method(method, BodyPublishers.noBody()));

            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.response().headers().firstValue("allow"))
                    .as(method)
                    .contains("POST");
            assertThat(answer.response().body()).as(method).isEmpty();
        }
        assertHealthy();
    }

    /** More than a container has threads. */
    public void assertSlowUploadsKeepNobodyOut() throws Exception {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 300; i++) {
                sockets.add(slowUpload());
            }
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                assertHealthy();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
        assertHealthy();
    }

    /** An upload of which the first bytes have come. */
    public Socket slowUpload() throws IOException {
        return slowUpload(5_000, 5);
    }

    /** An upload of so many bytes, of which some have come. */
    public Socket slowUpload(int announced, int sent) throws IOException {
        var socket = new Socket(url.getHost(), url.getPort());
        var head = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";
        say(socket, head.formatted(url.getPath(), announced) + "x".repeat(sent));
        return socket;
    }

    public static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    public void assertHealthy() {
        assertThat(phone.ping().outcome())
                .isInstanceOfSatisfying(
                        Exchange.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(200));
    }

    private static HttpRequest.Builder signed(HttpRequest.Builder request, String signature, String type) {
        return request.header(SIGNATURE, signature).header("Content-Type", type);
    }

    private static byte[] ping() {
        var clear = "{\"version\":\"3.0\",\"action\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
        return RequestEnvelope.seal(clear, BusinessPublicKey.of(Greeting.KEY)).body();
    }

    private static String signature(byte[] body) {
        return RequestSignature.of(Greeting.SECRETS).sign(body);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private void assertStatus(int status, byte[] body, UnaryOperator<HttpRequest.Builder> more) throws Exception {
        assertStatus(status, BodyPublishers.ofByteArray(body), more);
    }

    private void assertStatus(int status, BodyPublisher body, UnaryOperator<HttpRequest.Builder> more)
            throws Exception {
        var answer = send(more.apply(HttpRequest.newBuilder(url).POST(body)));

        assertThat(answer.status()).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.response().body()).isEmpty();
        }
        assertHealthy();
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        var response =
                client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }

    @Override
    public void close() {
        line.close();
        client.close();
    }
}
