package dev.penstock.server.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.ServerLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.consumer.RecordingStream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/**
 * {@link WatchedEndPoint} and {@link ConnectionThreads} lean on the inside of Jetty. Where a new one works otherwise,
 * or does by itself what they are for, this says so.
 */
class JettysInsideTest {

    private static final int REQUESTS = 300;

    @Test
    void isTheJettyThatTheyWereMeasuredWith() {
        assertThat(Server.getVersion())
                .as("Measure again without WatchedEndPoint and ConnectionThreads (benchmarks/http.sh), then name the"
                        + " new version here.")
                .startsWith("12.1.");
    }

    @Test
    void anAnsweredConnectionLooksForItsNextRequestOnAVirtualThread() throws Exception {
        var begun = ConcurrentHashMap.<String>newKeySet();
        try (var events = new RecordingStream()) {
            events.enable("jdk.VirtualThreadStart");
            events.onEvent(
                    "jdk.VirtualThreadStart",
                    event -> begun.add(event.getThread().getJavaName()));
            events.startAsync();
            ask(Connectors.create(new Server(), Optional.empty(), ServerLimits.defaults()));
            events.stop();
        }

        assertThat(begun.stream().filter(name -> name.startsWith("penstock-connection-")))
                .as("Where none has begun, Jetty hands connections to its executor in another way.")
                .hasSizeGreaterThan(REQUESTS / 2);
    }

    /** Requests over one connection, each after the answer to the one before, answered on threads of their own. */
    private static void ask(ServerConnector connector) throws Exception {
        var server = connector.getServer();
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new AnswerElsewhere());
        server.start();
        try (var socket = new Socket(connector.getHost(), connector.getLocalPort())) {
            for (int i = 0; i < REQUESTS; i++) {
                ask(socket);
            }
        } finally {
            server.stop();
        }
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        awaitEnd(socket.getInputStream());
    }

    private static void awaitEnd(InputStream answer) throws IOException {
        for (int next = answer.read(); next != '!'; next = answer.read()) {
            assertThat(next).as("what comes before the end").isNotNegative();
        }
    }

    /** As our handler does. */
    private static final class AnswerElsewhere extends Handler.Abstract.NonBlocking {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Thread.ofVirtual()
                    .name("answer-" + asked.incrementAndGet())
                    .start(() -> response.write(true, ByteBuffer.wrap(new byte[] {'!'}), callback));
            return true;
        }
    }
}
