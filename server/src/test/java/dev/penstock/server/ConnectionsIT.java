package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.EnvelopeVectors;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes over one connection, one request behind the other, whenever it comes. */
class ConnectionsIT {

    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore goOn = new Semaphore(0);
    private final List<Socket> sockets = new ArrayList<>();
    private final PenstockServer server = PenstockServer.builder()
            .endpoint(Requests.endpoint(Flow.named("slow")
                            .onInit(request -> NextScreen.of("FIRST"))
                            .around((request, next) -> {
                                arrived.release();
                                goOn.acquireUninterruptibly();
                                return NextScreen.of("DETAILS");
                            })
                            .build())
                    .build())
            .port(0)
            .start();

    @AfterEach
    void stop() throws IOException {
        goOn.release(1_000);
        for (var socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void requestsThatAreSentBeforeTheirTurnAreAnsweredInTheirOrder() throws Exception {
        var socket = connect();
        Requests.say(socket, http(Requests.DATA_EXCHANGE));
        awaitArrival();
        Requests.say(socket, http(Requests.PING) + http(Requests.PING).replace("Signature", "Nothing"));
        goOn.release();

        assertThat(statuses(socket, 3)).containsExactly(200, 200, 432);
        assertThat(afterThat(socket)).isEqualTo(200);
    }

    @Test
    void requestInPiecesIsAnsweredAtAnyPlaceOfAConnection() throws Exception {
        var socket = connect();
        var request = http(Requests.PING);

        for (int pieces = 1; pieces <= 5; pieces++) {
            for (int i = 0; i < pieces; i++) {
                Requests.say(
                        socket, request.substring(request.length() * i / pieces, request.length() * (i + 1) / pieces));
                Thread.sleep(20); // so that the server sees each of them alone
            }
            assertThat(statuses(socket, 1)).containsExactly(200);
        }
    }

    @Test
    void whatComesTooEarlyKeepsNoThreadBusy() throws Exception {
        var socket = connect();
        Requests.say(socket, http(Requests.DATA_EXCHANGE));
        awaitArrival();
        Requests.say(socket, http(Requests.PING).substring(0, 100));
        Thread.sleep(100);

        long before = processorMillisOfTheServer();
        Thread.sleep(1_000);

        assertThat(processorMillisOfTheServer() - before).isLessThan(300);
        goOn.release();
        Requests.say(socket, http(Requests.PING).substring(100));
        assertThat(statuses(socket, 2)).containsExactly(200, 200);
    }

    @Test
    void whoHangsUpTooEarlyKeepsNoThreadBusyAndNobodyElseWaiting() throws Exception {
        var socket = connect();
        Requests.say(socket, http(Requests.DATA_EXCHANGE));
        awaitArrival();
        socket.close();

        long before = processorMillisOfTheServer();
        Thread.sleep(1_000);

        assertThat(processorMillisOfTheServer() - before).isLessThan(300);
        goOn.release();
        assertThat(afterThat(connect())).isEqualTo(200);
    }

    private void awaitArrival() throws InterruptedException {
        assertThat(arrived.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
    }

    private int afterThat(Socket socket) throws IOException {
        Requests.say(socket, http(Requests.PING));
        return statuses(socket, 1).getFirst();
    }

    private Socket connect() throws IOException {
        var socket = Requests.connect(server.uri(), "");
        sockets.add(socket);
        return socket;
    }

    private static String http(EnvelopeVectors.Case vector) {
        return """
                POST /flows/slow HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                X-Hub-Signature-256: %s\r
                Content-Length: %d\r
                \r
                %s""".formatted(
                        vector.signature(), vector.body().length, new String(vector.body(), StandardCharsets.UTF_8));
    }

    private static List<Integer> statuses(Socket socket, int count) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            statuses.add(Integer.valueOf(line(in).split(" ")[1]));
            int length = 0;
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.split(":")[1].strip());
                }
            }
            in.skipNBytes(length);
        }
        return statuses;
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Of Jetty's threads, among which are those that watch the connections. */
    private static long processorMillisOfTheServer() {
        var threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith("penstock")) {
                nanos += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
            }
        }
        return Duration.ofNanos(nanos).toMillis();
    }
}
