package dev.penstock.gateway.internal.http;

import dev.penstock.gateway.internal.http.HttpTroubleException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Makes connections to one place: TCP, TLS with the name checked, or a unix socket. */
final class Dialer {

    private final URI uri;
    private final Optional<Path> unixSocket;
    private final Optional<SSLContext> tls;
    private final Duration connectTimeout;

    Dialer(URI uri, Optional<Path> unixSocket, Optional<SSLContext> tls, Duration connectTimeout) {
        this.uri = uri;
        this.unixSocket = unixSocket;
        this.tls = tls;
        this.connectTimeout = connectTimeout;
    }

    /**
     * Connects.
     *
     * @param opened told of every channel that is opened, so that somebody else can close it
     */
    Wire dial(Consumer<SocketChannel> opened) throws HttpTroubleException {
        return unixSocket.isPresent() ? overUnixSocket(unixSocket.get(), opened) : overTcp(opened);
    }

    private static Wire overUnixSocket(Path path, Consumer<SocketChannel> opened) throws HttpTroubleException {
        try {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            opened.accept(channel);
            try {
                channel.connect(UnixDomainSocketAddress.of(path));
                return new Wire(channel, Optional.empty());
            } catch (IOException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new HttpTroubleException(
                    Kind.UNREACHABLE, "nothing listens on the unix socket %s".formatted(path), failed);
        }
    }

    private Wire overTcp(Consumer<SocketChannel> opened) throws HttpTroubleException {
        IOException last = new IOException("no address");
        for (var address : addresses()) {
            try {
                return toAddress(new InetSocketAddress(address, port()), opened);
            } catch (IOException failed) {
                last = failed;
            }
        }
        var why = last instanceof SSLException
                ? "TLS with %s:%d cannot be agreed upon: is its certificate from an authority that is trusted, and"
                        + " for this name?"
                : "no connection to %s:%d can be made: does the program run there?";
        throw new HttpTroubleException(Kind.UNREACHABLE, why.formatted(uri.getHost(), port()), last);
    }

    private InetAddress[] addresses() throws HttpTroubleException {
        var host = uri.getHost();
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new HttpTroubleException(Kind.UNREACHABLE, "the name %s is not known".formatted(host), unknown);
        }
    }

    private Wire toAddress(InetSocketAddress address, Consumer<SocketChannel> opened) throws IOException {
        var channel = SocketChannel.open();
        opened.accept(channel);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, Math.toIntExact(connectTimeout.toMillis()));
            return new Wire(channel, tls.isPresent() ? Optional.of(handshake(channel, tls.get())) : Optional.empty());
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private SSLSocket handshake(SocketChannel channel, SSLContext context) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(channel.socket(), uri.getHost(), port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private int port() {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return HttpTarget.isHttps(uri) ? 443 : 80;
    }
}
