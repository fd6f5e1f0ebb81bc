package dev.penstock.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Connects to a Redis; with TLS only to one whose certificate is for its host.
 *
 * @param host its name or address
 * @param port its port
 * @param connectMillis how long connecting may take
 * @param readMillis how long an answer may take
 * @param tls whom to trust; empty is no TLS
 */
record RedisSockets(String host, int port, int connectMillis, int readMillis, Optional<SSLContext> tls)
        implements JedisSocketFactory {

    @Override
    public Socket createSocket() {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(readMillis);
            socket.connect(new InetSocketAddress(host, port), connectMillis);
            return tls.isPresent() ? secured(socket, tls.get()) : socket;
        } catch (IOException away) {
            close(socket);
            throw new JedisConnectionException("No connection to %s:%d.".formatted(host, port), away);
        }
    }

    private Socket secured(Socket socket, SSLContext context) throws IOException {
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // there is nothing to give back
        }
    }
}
