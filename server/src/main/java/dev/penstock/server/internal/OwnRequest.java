package dev.penstock.server.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request by the server to itself, to a path that is nobody's, so that the first one of somebody else does not wait
 * for what Java does once.
 *
 * @param host where it listens
 * @param port where it listens
 * @param tls its TLS, if it has any
 */
public record OwnRequest(String host, int port, Optional<ReloadingTls> tls) {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRequest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String REQUEST =
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

    /** Sends it and waits for the answer; if that fails, the server is no worse than before. */
    public void send() {
        try (var socket = connect()) {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | GeneralSecurityException | RuntimeException failed) {
            LOG.debug("The server could not ask itself ({}).", failed.getClass().getName());
        }
    }

    private Socket connect() throws IOException, GeneralSecurityException {
        var plain = new Socket();
        plain.connect(address(), (int) PATIENCE.toMillis());
        plain.setSoTimeout((int) PATIENCE.toMillis());
        return tls.isPresent() ? secured(plain, tls.get()) : plain;
    }

    private InetSocketAddress address() throws IOException {
        var address = InetAddress.getByName(host);
        return new InetSocketAddress(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port);
    }

    private Socket secured(Socket plain, ReloadingTls serving) throws IOException, GeneralSecurityException {
        var socket = (SSLSocket) serving.trusting().getSocketFactory().createSocket(plain, "localhost", port, true);
        socket.startHandshake();
        return socket;
    }
}
