package dev.penstock.server;

import dev.penstock.endpoint.EnvelopeVectors;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** The ways by which a request reaches a server: with and without TLS, by HTTP/1.1 and HTTP/2. */
enum Line {
    HTTP_1("", false),
    HTTP_2("", true),
    HTTP_1_BY_JDK("jdk", false),
    HTTP_2_BY_JDK("jdk", true),
    HTTP_1_BY_CONSCRYPT("conscrypt", false),
    HTTP_2_BY_CONSCRYPT("conscrypt", true);

    private final String tls;
    final boolean isHttp2;

    Line(String tls, boolean isHttp2) {
        this.tls = tls;
        this.isHttp2 = isHttp2;
    }

    boolean isSecure() {
        return !tls.isEmpty();
    }

    /** Starts what is built, with a certificate if this line has TLS. */
    PenstockServer start(PenstockServerBuilder builder, Path directory) throws Exception {
        if (!isSecure()) {
            return builder.host("localhost").port(0).start();
        }
        System.setProperty("penstock.tls", tls);
        try {
            var certificate = TestCertificate.of("EC", "line").write(directory);
            return builder.host("localhost").port(0).tls(certificate.files()).start();
        } finally {
            System.clearProperty("penstock.tls");
        }
    }

    /** Connects, whoever's the certificate is. */
    Socket connect(PenstockServer server) throws Exception {
        int port = server.uri().getPort();
        if (!isSecure()) {
            var socket = new Socket("localhost", port);
            socket.setSoTimeout(10_000);
            return socket;
        }
        var socket = (SSLSocket) TrustAnybody.context().getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout(10_000);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {isHttp2 ? "h2" : "http/1.1"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** A caller that keeps one connection for all its requests. */
    Caller call(PenstockServer server) throws Exception {
        var socket = connect(server);
        return isHttp2 ? new Http2Caller(new Http2Socket(socket)) : new Http1Caller(socket);
    }

    /** Sends requests over one connection and waits for each answer. */
    interface Caller extends AutoCloseable {

        /** The status of the answer, 0 or less if there was none. */
        int post(String path, EnvelopeVectors.Case vector) throws IOException;

        @Override
        void close() throws IOException;
    }

    private record Http1Caller(Socket socket) implements Caller {

        @Override
        public int post(String path, EnvelopeVectors.Case vector) throws IOException {
            Requests.say(
                    socket,
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nX-Hub-Signature-256: %s\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(
                                    path,
                                    vector.signature(),
                                    vector.body().length,
                                    new String(vector.body(), StandardCharsets.ISO_8859_1)));
            return Requests.readAnswer(socket).status();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private record Http2Caller(Http2Socket http2) implements Caller {

        @Override
        public int post(String path, EnvelopeVectors.Case vector) throws IOException {
            return http2.status(http2.request(Requests.fields(path, vector), vector.body()));
        }

        @Override
        public void close() throws IOException {
            http2.close();
        }
    }

    /** Lets time pass while the line is open. */
    static void pass(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
