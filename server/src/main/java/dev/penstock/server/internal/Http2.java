package dev.penstock.server.internal;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/** HTTP/2 with and without TLS, within our limits. */
final class Http2 {

    private static final int MAX_STREAMS = 128;
    private static final int NO_IDLE_TIMEOUT = -1;

    private Http2() {}

    static HTTP2ServerConnectionFactory overTls(HttpConfiguration config) {
        return bounded(new HTTP2ServerConnectionFactory(config) {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                return bounded(super.newConnection(connector, endPoint));
            }
        });
    }

    /**
     * For those who begin with HTTP/2, as a reverse proxy may. Nobody can change to it in the middle of a connection:
     * RFC 9113 has no such upgrade any more, and through a proxy that passes it on it hides requests from that proxy.
     */
    static HTTP2ServerConnectionFactory withoutTls(HttpConfiguration config) {
        return bounded(new HTTP2CServerConnectionFactory(config) {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                return bounded(super.newConnection(connector, endPoint));
            }

            @Override
            public @Nullable Connection upgradeConnection(
                    Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable response101) {
                return HttpMethod.PRI.is(request.getMethod())
                        ? super.upgradeConnection(connector, endPoint, request, response101)
                        : null;
            }
        });
    }

    private static HTTP2ServerConnectionFactory bounded(HTTP2ServerConnectionFactory http2) {
        http2.setMaxConcurrentStreams(MAX_STREAMS);
        http2.setConnectProtocolEnabled(false);
        http2.setStreamIdleTimeout(NO_IDLE_TIMEOUT); // requests have deadlines
        return http2;
    }

    private static Connection bounded(Connection connection) {
        if (connection instanceof HTTP2Connection http2) {
            http2.getSession().addEventListener(new FrameLimit(http2));
        }
        return connection;
    }
}
