/** Serves endpoints over HTTP and HTTPS. */
module dev.penstock.server {
    requires transitive dev.penstock;
    requires transitive dev.penstock.webhooks;
    requires transitive org.jspecify;
    requires org.eclipse.jetty.alpn.server;
    requires org.eclipse.jetty.http2.server;
    requires org.eclipse.jetty.server;
    requires org.slf4j;
    requires java.logging;
    requires jdk.httpserver;
    // Optional: see ConscryptTls.
    requires static org.conscrypt;

    exports dev.penstock.server;

    provides org.eclipse.jetty.io.ssl.ALPNProcessor.Server with
            dev.penstock.server.internal.ConscryptAlpn;
}
