package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What one client of HTTP/2 does is nobody else's loss, and what is malformed is refused. */
class HostileHttp2IT {

    private static final String PATH = "/flows/slow";
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final int MANY = 200_000;

    @TempDir
    Path directory;

    private PenstockServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"HTTP_2", "HTTP_2_BY_JDK", "HTTP_2_BY_CONSCRYPT"})
    void uploadThatTakesTooLongEndsAlone(Line line) throws Exception {
        serve(line, 0);
        try (var http2 = new Http2Socket(line.connect(server))) {
            int slow = http2.request(false, fields("5000"));
            http2.send(Http2Socket.DATA, 0, slow, new byte[100]);

            assertThat(http2.status(slow)).as("cut off").isNotEqualTo(200).isNotEqualTo(-1);
            assertThat(ask(http2)).as("another on the same connection").isEqualTo(200);
        }
    }

    @Test
    void handlerThatTakesTooLongEndsAlone() throws Exception {
        serve(Line.HTTP_2, DEADLINE.toMillis() * 2);
        try (var http2 = connect()) {
            int slow = http2.request(Requests.fields(PATH, Requests.DATA_EXCHANGE), Requests.DATA_EXCHANGE.body());

            assertThat(http2.status(slow)).as("cut off").isNotEqualTo(200).isNotEqualTo(-1);
            assertThat(ask(http2)).as("another on the same connection").isEqualTo(200);
        }
    }

    @Test
    void requestUnderWayOutlivesTheOneThatIsCutOffBesideIt() throws Exception {
        serve(Line.HTTP_2, DEADLINE.toMillis() * 7 / 10);
        try (var http2 = connect()) {
            int slow = http2.request(false, fields("5000"));
            Line.pass(DEADLINE.toMillis() * 6 / 10);
            int good = http2.request(Requests.fields(PATH, Requests.DATA_EXCHANGE), Requests.DATA_EXCHANGE.body());

            assertThat(http2.status(good)).isEqualTo(200);
            assertThat(http2.status(slow)).isNotEqualTo(200);
        }
    }

    @Test
    void answerThatNobodyMakesRoomForEndsAlone() throws Exception {
        serve(Line.HTTP_2, 0);
        try (var http2 = connect()) {
            http2.send(Http2Socket.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0}); // no room for any body
            int stalled = http2.request(Requests.fields(PATH, Requests.PING), Requests.PING.body());

            assertThat(http2.awaitReset(stalled)).as("cut off").isTrue();
            http2.send(Http2Socket.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, (byte) 0xff, (byte) 0xff});
            int next = http2.request(Requests.fields(PATH, Requests.PING), Requests.PING.body());
            assertThat(http2.status(next)).as("another on the same connection").isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WINDOW_UPDATE of the connection, 8, 0, 0, 00000001",
        "WINDOW_UPDATE of a stream, 8, 0, 1, 00000001",
        "PING, 6, 0, 0, 0000000000000000",
        "answers to PING, 6, 1, 0, 0000000000000000",
        "SETTINGS, 4, 0, 0, ''",
        "answers to SETTINGS, 4, 1, 0, ''",
        "PRIORITY, 2, 0, 1, 0000000010",
        "empty DATA, 0, 0, 1, ''",
        "DATA in crumbs, 0, 0, 1, 20",
        "DATA that is padding, 0, 8, 1, 03000000",
        "frames of an unknown kind, 66, 0, 0, 00",
        "RST_STREAM, 3, 0, 1, 00000008",
    })
    void floodOfFramesThatCarryNothingEndsTheConnection(String what, int type, int flags, int stream, String payload)
            throws Exception {
        serve(Line.HTTP_2, 0);
        try (var http2 = connect()) {
            http2.request(false, fields("1000000"));

            assertThat(isClosedBy(http2, frame(type, flags, stream, payload))).isTrue();
        }
        assertHealthy();
    }

    @Test
    void requestsThatAreTakenBackAtOnceEndTheConnection() throws Exception {
        serve(Line.HTTP_2, 0);
        try (var http2 = connect()) {
            boolean isClosed = false;
            try {
                for (int i = 0; i < MANY / 10 && !isClosed; i++) {
                    int stream = http2.request(false, fields("5000"));
                    http2.send(Http2Socket.RST_STREAM, 0, stream, Http2Socket.four(8));
                }
                http2.awaitEnd();
                isClosed = true;
            } catch (SocketException closed) {
                isClosed = true;
            }
            assertThat(isClosed).isTrue();
        }
        assertHealthy();
    }

    @Test
    void headerWithoutEndEndsTheConnection() throws Exception {
        serve(Line.HTTP_2, 0);
        try (var http2 = connect()) {
            http2.send(Http2Socket.HEADERS, 0, 1, Http2Socket.block(fields("5000")));

            assertThat(isClosedBy(http2, frame(Http2Socket.CONTINUATION, 0, 1, "")))
                    .isTrue();
        }
        assertHealthy();
    }

    @Test
    void othersAreServedWhileFourConnectionsFlood() throws Exception {
        serve(Line.HTTP_2, 0);
        var isOver = new AtomicBoolean();
        var flood = frame(Http2Socket.WINDOW_UPDATE, 0, 0, "00000001");
        for (int i = 0; i < 4; i++) {
            Thread.ofPlatform().daemon().start(() -> keepOnFlooding(flood, isOver));
        }
        try {
            assertThat(slowestOfTwenty()).isLessThan(Duration.ofSeconds(3));
        } finally {
            isOver.set(true);
        }
    }

    @Test
    void othersAreServedWhileFourConnectionsAskForNothingWithoutPause() throws Exception {
        serve(Line.HTTP_1, 0);
        var isOver = new AtomicBoolean();
        var flood = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 4; i++) {
            Thread.ofPlatform().daemon().start(() -> keepOnAsking(flood, isOver));
        }
        try {
            assertThat(slowestOfTwenty()).isLessThan(Duration.ofSeconds(3));
        } finally {
            isOver.set(true);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "transfer-encoding, chunked",
                "transfer-encoding, identity",
                "connection, close",
                "connection, keep-alive",
                "connection, TE",
                "keep-alive, timeout=5",
                "proxy-connection, keep-alive",
                "upgrade, h2c",
                "te, gzip",
                "te, \"trailers, gzip\"",
                "content-length, -1",
                "content-length, +5",
                "content-length, 0x10",
                "content-length, \"5, 5\"",
                "content-length, 99999999999999999999",
                "content-length, \"\"",
                "content-length, 1",
                "content-length, 100000",
                "Upper-Case, x",
            })
    void refusesWhatHttp2DoesNotAllow(String name, String value) throws Exception {
        serve(Line.HTTP_2, 0);
        try (var http2 = connect()) {
            var fields = new HashMap<>(Requests.fields(PATH, Requests.PING));
            fields.put(name, value);
            int malformed = http2.request(fields, Requests.PING.body());

            assertThat(http2.status(malformed)).isIn(400, 0, -1);
        }
        assertHealthy();
    }

    @Test
    void refusesTwoLengths() throws Exception {
        serve(Line.HTTP_2, 0);
        try (var http2 = connect()) {
            var fields = Requests.fields(PATH, Requests.PING);
            var length = Http2Socket.block(Map.of("content-length", String.valueOf(Requests.PING.body().length)));
            var block = Http2Socket.block(fields);
            var both = ByteBuffer.allocate(block.length + length.length);
            both.put(block).put(length);
            http2.send(Http2Socket.HEADERS, Http2Socket.END_HEADERS, 1, both.array());
            http2.send(Http2Socket.DATA, Http2Socket.END_STREAM, 1, Requests.PING.body());

            assertThat(http2.status(1)).isIn(400, 0, -1);
        }
    }

    @Test
    void refusesABodyThatWasAnnouncedAndDoesNotCome() throws Exception {
        serve(Line.HTTP_2, 0);
        try (var http2 = connect()) {
            int stream = http2.request(true, fields("5"));

            assertThat(http2.status(stream)).isIn(400, 0, -1);
            assertThat(ask(http2)).isEqualTo(200);
        }
    }

    @Test
    void takesRequestsWhoseFieldsAreAllowed() throws Exception {
        serve(Line.HTTP_2, 0);
        try (var http2 = connect()) {
            var fields = new HashMap<>(Requests.fields(PATH, Requests.PING));
            fields.put("te", "trailers");

            assertThat(http2.status(http2.request(fields, Requests.PING.body())))
                    .isEqualTo(200);
        }
    }

    private static Map<String, String> fields(String length) {
        var fields = new HashMap<>(Requests.fields(PATH, Requests.PING));
        fields.put("content-length", length);
        return fields;
    }

    private static byte[] frame(int type, int flags, int stream, String payload) {
        int length = payload.length() / 2;
        var frame = ByteBuffer.allocate(9 + length);
        frame.put((byte) 0)
                .putShort((short) length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream);
        for (int i = 0; i < length; i++) {
            frame.put((byte) Integer.parseInt(payload.substring(2 * i, 2 * i + 2), 16));
        }
        return frame.array();
    }

    private static byte[] many(byte[] frame) {
        var frames = ByteBuffer.allocate(frame.length * 1_000);
        while (frames.hasRemaining()) {
            frames.put(frame);
        }
        return frames.array();
    }

    private static boolean isClosedBy(Http2Socket http2, byte[] frame) throws IOException {
        var thousand = many(frame);
        try {
            for (int i = 0; i < MANY / 1_000; i++) {
                http2.send(thousand);
            }
            http2.awaitEnd();
            return true;
        } catch (SocketException closed) {
            return true;
        }
    }

    private void keepOnFlooding(byte[] frame, AtomicBoolean isOver) {
        var thousand = many(frame);
        while (!isOver.get()) {
            try (var http2 = connect()) {
                while (!isOver.get()) {
                    http2.send(thousand);
                }
            } catch (IOException closed) {
                // again
            }
        }
    }

    private void keepOnAsking(byte[] requests, AtomicBoolean isOver) {
        while (!isOver.get()) {
            try (var socket = new Socket("localhost", server.uri().getPort())) {
                Thread.ofVirtual().start(() -> swallow(socket));
                while (!isOver.get()) {
                    socket.getOutputStream().write(requests);
                }
            } catch (IOException closed) {
                // again
            }
        }
    }

    private static void swallow(Socket socket) {
        try {
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // so is the other side
        }
    }

    private Duration slowestOfTwenty() throws Exception {
        var slowest = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            assertHealthy();
            var took = Duration.ofNanos(System.nanoTime() - start);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            Line.pass(50);
        }
        return slowest;
    }

    private void assertHealthy() throws Exception {
        try (var caller = Line.HTTP_1.call(server)) {
            assertThat(caller.post(PATH, Requests.PING)).isEqualTo(200);
        }
    }

    private static int ask(Http2Socket http2) throws IOException {
        return http2.status(http2.request(Requests.fields(PATH, Requests.PING), Requests.PING.body()));
    }

    private Http2Socket connect() throws IOException {
        return new Http2Socket(new Socket("localhost", server.uri().getPort()));
    }

    private void serve(Line line, long handlerMillis) throws Exception {
        var flow = Flow.named("slow")
                .onInit(request -> NextScreen.of("FIRST"))
                .around((request, next) -> {
                    Thread.sleep(handlerMillis);
                    return NextScreen.of("DETAILS");
                })
                .build();
        server = line.start(
                PenstockServer.builder()
                        .endpoint(Requests.endpoint(flow).build())
                        .limits(ServerLimits.defaults().withRequestDeadline(DEADLINE)),
                directory);
    }
}
