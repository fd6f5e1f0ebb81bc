package dev.penstock.servlet;

import java.net.URI;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

final class JettyContainer implements Container {

    private final Server server;
    private final ServerConnector connector;

    JettyContainer(WebApplication application, boolean isVirtual) throws Exception {
        var threads = new QueuedThreadPool();
        if (isVirtual) {
            threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        }
        server = new Server(threads);
        connector = new ServerConnector(server);
        server.addConnector(connector);
        var handler = new ServletContextHandler("/");
        handler.addServletContainerInitializer((classes, context) -> application.addTo(context));
        server.setHandler(handler);
        server.start();
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:%d/".formatted(connector.getLocalPort()));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
