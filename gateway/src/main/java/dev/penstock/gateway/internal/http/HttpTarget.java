package dev.penstock.gateway.internal.http;

import dev.penstock.gateway.internal.http.HttpTroubleException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * One place to which is posted. It has no thread of its own: whoever posts waits on a virtual thread. Thread-safe.
 *
 * <p>Where a connection that had been idle breaks at once and before a byte of the answer came, the peer has most
 * likely closed it at that very moment; then the same is posted once more on a new connection.
 */
public final class HttpTarget implements AutoCloseable {

    /** How long after posting a break can still be that of an idle connection. */
    private static final long IDLE_BREAK_NANOS = Duration.ofSeconds(1).toNanos();

    private final URI uri;
    private final Dialer dialer;
    private final IdleWires idle;
    private final int maxAnswerBytes;

    /**
     * @param tls for {@code https}
     */
    public HttpTarget(
            URI uri,
            Optional<Path> unixSocket,
            Optional<SSLContext> tls,
            Duration connectTimeout,
            Duration idleTimeout,
            int maxAnswerBytes) {
        this.uri = uri;
        this.dialer = new Dialer(uri, unixSocket, tls, connectTimeout);
        this.idle = new IdleWires(idleTimeout);
        this.maxAnswerBytes = maxAnswerBytes;
    }

    /** One over TCP, with TLS if the URL is {@code https}. */
    public static HttpTarget to(
            URI uri, Optional<Path> authorities, Duration connectTimeout, Duration idleTimeout, int maxAnswerBytes) {
        return new HttpTarget(
                uri,
                Optional.empty(),
                isHttps(uri) ? Optional.of(ClientTls.context(authorities, Optional.empty())) : Optional.empty(),
                connectTimeout,
                idleTimeout,
                maxAnswerBytes);
    }

    public static boolean isHttps(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /**
     * Checks a URL.
     *
     * @throws IllegalArgumentException in a sentence that repeats nothing of it
     */
    public static URI requireHttp(URI uri) {
        boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!isHttp || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "The URL looks like http://127.0.0.1:3000/flow or https://flows.example.com/booking.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The URL has no user, password or fragment: send a header authorization instead.");
        }
        return uri;
    }

    /**
     * Posts.
     *
     * @param headers names and values of visible ASCII
     * @param patience how long everything together may take
     */
    public HttpAnswer post(Map<String, String> headers, byte[] body, Duration patience)
            throws HttpTroubleException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        var head = head(headers, body.length);
        var rested = idle.take();
        if (rested.isPresent()) {
            long start = System.nanoTime();
            try {
                return within(end, new Attempt(rested, head, body));
            } catch (HttpTroubleException broken) {
                if (broken.kind() != Kind.BROKEN || System.nanoTime() - start > IDLE_BREAK_NANOS) {
                    throw broken;
                }
            }
        }
        return within(end, new Attempt(Optional.empty(), head, body));
    }

    private HttpAnswer within(long end, Attempt attempt) throws HttpTroubleException, InterruptedException {
        var task = new FutureTask<>(attempt::run);
        Thread.ofVirtual().name("penstock-backend").start(task);
        try {
            return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            attempt.abandon();
            throw new HttpTroubleException(Kind.LATE, "no answer came in time");
        } catch (InterruptedException interrupted) {
            attempt.abandon();
            throw interrupted;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof HttpTroubleException trouble) {
                throw trouble;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private byte[] head(Map<String, String> headers, int length) {
        var head = new StringBuilder("POST ").append(target()).append(" HTTP/1.1\r\n");
        head.append("host: ").append(uri.getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(length).append("\r\n\r\n");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String target() {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Closes idle connections; those in use are closed after their exchange. */
    @Override
    public void close() {
        idle.close();
    }

    /** One exchange, which can be given up from another thread. */
    private final class Attempt {

        private final Optional<Wire> rested;
        private final byte[] head;
        private final byte[] body;
        private volatile boolean isAbandoned;
        private volatile Optional<SocketChannel> channel = Optional.empty();

        Attempt(Optional<Wire> rested, byte[] head, byte[] body) {
            this.rested = rested;
            this.head = head;
            this.body = body;
        }

        HttpAnswer run() throws HttpTroubleException {
            var wire = rested.isPresent() ? rested.get() : dialer.dial(this::opened);
            opened(wire.channel());
            var parser = new AnswerParser(wire.in(), maxAnswerBytes);
            boolean isReusable = false;
            try {
                send(wire);
                var answer = parser.read();
                isReusable = parser.isReusable();
                return answer;
            } catch (IOException broken) {
                throw new HttpTroubleException(
                        parser.hasBegun() ? Kind.GARBAGE : Kind.BROKEN,
                        parser.hasBegun() ? "the answer broke off" : "the connection broke instead of an answer",
                        broken);
            } finally {
                if (isReusable && !isAbandoned) {
                    idle.giveBack(wire);
                } else {
                    wire.close();
                }
            }
        }

        private void send(Wire wire) throws IOException {
            var all = new byte[head.length + body.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            wire.out().write(all);
            wire.out().flush();
        }

        private void opened(SocketChannel open) {
            channel = Optional.of(open);
            if (isAbandoned) {
                abandon();
            }
        }

        void abandon() {
            isAbandoned = true;
            channel.ifPresent(Attempt::close);
        }

        private static void close(SocketChannel open) {
            try {
                open.close();
            } catch (IOException odd) {
                throw new UncheckedIOException(odd);
            }
        }
    }
}
