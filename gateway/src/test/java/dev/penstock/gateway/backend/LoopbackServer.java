package dev.penstock.gateway.backend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that does what it is told on the bare socket, and remembers what came. */
public final class LoopbackServer implements AutoCloseable {

    /** What it does with a request; the connection is read on afterwards unless it was closed. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Exchange exchange) throws Exception;
    }

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    private LoopbackServer(ServerSocket listener, Behaviour behaviour) {
        this.listener = listener;
        this.behaviour = behaviour;
    }

    public static LoopbackServer start(Behaviour behaviour) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    }

    public static LoopbackServer start(ServerSocket listener, Behaviour behaviour) {
        var server = new LoopbackServer(listener, behaviour);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    public static LoopbackServer answering(int status, String body) throws IOException {
        return start(exchange -> exchange.respond(status, body));
    }

    public int port() {
        return ((InetSocketAddress) listener.getLocalSocketAddress()).getPort();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:%d/flow?shop=1".formatted(port()));
    }

    /** The requests that came, complete ones only. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
    }

    /** How many are open now. */
    public int openConnections() {
        return open.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                var exchange = Exchange.read(socket, in);
                exchanges.add(exchange);
                behaviour.answer(exchange);
            }
        } catch (Exception over) {
            // the other side closed, or the behaviour did
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) {
            socket.close();
        }
    }

    /** A request and the socket on which it came. */
    public record Exchange(Socket socket, String requestLine, Map<String, String> headers, byte[] body) {

        static Exchange read(Socket socket, InputStream in) throws IOException {
            var requestLine = line(in);
            var headers = new TreeMap<String, String>();
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new Exchange(socket, requestLine, headers, body);
        }

        private static String line(InputStream in) throws IOException {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException();
                }
                line.write(next);
            }
            return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public void respond(int status, String body) throws IOException {
            respond(status, body, "");
        }

        /** With more header lines, each with its end. */
        public void respond(int status, String body, String headers) throws IOException {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            send("HTTP/1.1 %d X\r\ncontent-type: application/json\r\n%scontent-length: %d\r\n\r\n"
                    .formatted(status, headers, bytes.length));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        public void send(String raw) throws IOException {
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Closes with a reset instead of an end. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
