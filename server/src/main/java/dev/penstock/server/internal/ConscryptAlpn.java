package dev.penstock.server.internal;

import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.alpn.server.ALPNServerConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslConnection.SslEndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.jspecify.annotations.Nullable;

/**
 * The choice between HTTP/2 and HTTP/1.1 on connections of Conscrypt. Jetty finds it as a service.
 *
 * <p>Jetty's own one for Conscrypt would register Conscrypt for the whole process.
 */
public final class ConscryptAlpn implements ALPNProcessor.Server {

    /** For the service loader. */
    public ConscryptAlpn() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return engine.getClass().getName().startsWith("org.conscrypt.");
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        var selection = new Selection((ALPNServerConnection) connection);
        engine.setHandshakeApplicationProtocolSelector((any, offered) -> selection.select(offered));
        ((SslEndPoint) connection.getEndPoint()).getSslConnection().addHandshakeListener(selection);
    }

    private static final class Selection implements SslHandshakeListener {

        private final ALPNServerConnection connection;
        private boolean nothingInCommon;

        Selection(ALPNServerConnection connection) {
            this.connection = connection;
        }

        @Nullable
        String select(List<String> offered) {
            try {
                connection.select(offered);
                return connection.getProtocol();
            } catch (IllegalStateException noneOfOurs) {
                nothingInCommon = true;
                return null;
            }
        }

        /** Conscrypt ends a handshake without a protocol where the JDK's TLS refuses it, so it is refused here. */
        @Override
        public void handshakeSucceeded(Event event) throws SSLException {
            if (nothingInCommon) {
                throw new SSLException("The client speaks neither HTTP/2 nor HTTP/1.1.");
            }
            if (connection.getProtocol() == null) {
                connection.unsupported();
            }
        }
    }
}
