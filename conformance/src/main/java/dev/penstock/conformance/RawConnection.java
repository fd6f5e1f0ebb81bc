package dev.penstock.conformance;

import dev.penstock.trust.RequestSignature;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** One HTTP/1.1 connection whose bytes go out exactly when and as they are told to. Not thread-safe. */
final class RawConnection implements AutoCloseable {

    private static final int MAX_LINE = 16_384;
    private static final int MAX_BODY = 20_000_000;

    private final Socket socket;
    private final URI endpoint;
    private final OutputStream out;
    private final InputStream in;

    private RawConnection(Socket socket, URI endpoint) throws IOException {
        this.socket = socket;
        this.endpoint = endpoint;
        this.out = socket.getOutputStream();
        this.in = new java.io.BufferedInputStream(socket.getInputStream());
    }

    static RawConnection open(ConformanceTarget target) throws IOException {
        var endpoint = target.endpoint();
        boolean secure = "https".equalsIgnoreCase(endpoint.getScheme());
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : secure ? 443 : 80;
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(endpoint.getHost(), port), 5_000);
            plain.setTcpNoDelay(true);
            var socket = secure ? secured(plain, endpoint, port, target.access().sslContext()) : plain;
            socket.setSoTimeout((int) target.timeout().toMillis());
            return new RawConnection(socket, endpoint);
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    private static Socket secured(Socket plain, URI endpoint, int port, Optional<SSLContext> trust) throws IOException {
        try {
            var context = trust.isPresent() ? trust.get() : SSLContext.getDefault();
            return context.getSocketFactory().createSocket(plain, endpoint.getHost(), port, true);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IOException("This Java platform has no TLS.", impossible);
        }
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /**
     * Sends the head of a POST.
     *
     * @param framing headers that say how long the body is
     * @param signature the value of the signature header, sent byte for byte; none if empty
     */
    void sendHead(String framing, Optional<String> signature) throws IOException {
        var path = endpoint.getRawPath() == null || endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
        var query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        var head = new StringBuilder("POST %s%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
                .formatted(path, query, endpoint.getRawAuthority()));
        head.append(framing).append("\r\n");
        signature.ifPresent(value ->
                head.append(RequestSignature.HEADER).append(": ").append(value).append("\r\n"));
        send(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads one answer. */
    Reply read() throws IOException {
        long started = System.nanoTime();
        var status = line();
        if (!status.startsWith("HTTP/1.") || status.length() < 12) {
            throw new IOException("The answer does not begin as HTTP/1.1 does.");
        }
        int code = Integer.parseInt(status, 9, 12, 10);
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return code == 100
                ? read()
                : new Reply(code, body(headers), headers, Duration.ofNanos(System.nanoTime() - started), "");
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        var length = headers.get("content-length");
        return length == null ? in.readNBytes(MAX_BODY) : in.readNBytes(Math.min(Integer.parseInt(length), MAX_BODY));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (body.size() < MAX_BODY) {
            var size = line();
            int semicolon = size.indexOf(';');
            int length = Integer.parseInt(semicolon < 0 ? size : size.substring(0, semicolon), 16);
            if (length == 0) {
                line();
                break;
            }
            body.write(in.readNBytes(length));
            line();
        }
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (line.length() < MAX_LINE) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        throw new IOException("A line of the answer is too long.");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is lost: the connection was to go away.
        }
    }
}
