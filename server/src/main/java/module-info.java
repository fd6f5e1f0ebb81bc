/** Serves endpoints over HTTP and HTTPS. */
module dev.penstock.server {
    requires transitive dev.penstock;
    requires transitive dev.penstock.graph;
    requires transitive org.jspecify;
    requires jdk.httpserver;
    requires org.eclipse.jetty.alpn.server;
    requires org.eclipse.jetty.http2.server;
    requires org.eclipse.jetty.server;
    requires org.slf4j;

    exports dev.penstock.server;
}
