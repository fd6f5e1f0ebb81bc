package dev.penstock.server.internal;

import dev.penstock.server.ServerLimits;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Puts the protocols of one port together: HTTP/1.1 and HTTP/2, over TLS where there is a certificate. */
public final class Connectors {

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int JETTYS_CHOICE = -1;
    private static final long ONE_YEAR = Duration.ofDays(365).toSeconds();

    private Connectors() {}

    public static ServerConnector create(Server server, Optional<ReloadingTls> tls, ServerLimits limits) {
        var connector = tls.map(t -> https(server, t)).orElseGet(() -> http(server));
        // RequestDeadlines comes first; this is for what it does not see, and no request under way may meet it.
        connector.setAcceptQueueSize(limits.acceptQueue());
        connector.setIdleTimeout(
                2 * limits.idleTimeout().plus(limits.requestDeadline()).toMillis());
        return connector;
    }

    private static ServerConnector http(Server server) {
        var config = config();
        return connector(server, JETTYS_CHOICE, new HttpConnectionFactory(config), Http2.withoutTls(config));
    }

    private static ServerConnector https(Server server, ReloadingTls tls) {
        var config = config();
        // Host names are the reverse proxy's or Meta's business; the certificate need not name this machine.
        config.addCustomizer(new SecureRequestCustomizer(false, ONE_YEAR, false));
        var alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        // Handshakes run on the threads that watch the connections, so there are as many as cores.
        return connector(
                server,
                Runtime.getRuntime().availableProcessors(),
                ssl(tls, alpn.getProtocol()),
                alpn,
                Http2.overTls(config),
                new HttpConnectionFactory(config));
    }

    private static ServerConnector connector(Server server, int selectors, ConnectionFactory... protocols) {
        // The scheduler and the pool of buffers are the server's.
        return new ServerConnector(
                server,
                new ConnectionThreads(server.getThreadPool()),
                null,
                null,
                JETTYS_CHOICE,
                selectors,
                protocols) {
            @Override
            protected SocketChannelEndPoint newEndPoint(
                    SocketChannel channel, ManagedSelector selector, SelectionKey key) {
                var endPoint = new WatchedEndPoint(channel, selector, key, getScheduler());
                endPoint.setIdleTimeout(getIdleTimeout());
                return endPoint;
            }

            /** That it is closed before the connections are is no failure. */
            @Override
            protected boolean handleAcceptFailure(Throwable failure) {
                return isOpen() && super.handleAcceptFailure(failure);
            }
        };
    }

    private static SslConnectionFactory ssl(ReloadingTls tls, String next) {
        var sslContext = new SslContextFactory.Server() {
            @Override
            public void customize(SSLEngine engine) {
                super.customize(engine);
                tls.provider().prepare(engine);
            }
        };
        sslContext.setSslContext(tls.sslContext());
        sslContext.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        sslContext.setExcludeCipherSuites();
        sslContext.setIncludeCipherSuites(TlsSuites.NAMES);
        sslContext.setRenegotiationAllowed(false);
        sslContext.setSniRequired(false);
        var ssl = new SslConnectionFactory(sslContext, next);
        ssl.setDirectBuffersForEncryption(tls.provider().isNative());
        ssl.addEventListener(new Connection.Listener() {
            @Override
            public void onClosed(Connection connection) {
                if (connection instanceof SslConnection closed) {
                    tls.provider().release(closed.getSSLEngine());
                }
            }
        });
        return ssl;
    }

    private static HttpConfiguration config() {
        var config = new HttpConfiguration();
        config.setSendServerVersion(false);
        config.setSendXPoweredBy(false);
        config.setRequestHeaderSize(MAX_HEADER_BYTES);
        return config;
    }
}
