package dev.penstock.servlet;

import java.net.URI;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.Executors;
import org.apache.catalina.startup.Tomcat;

final class TomcatContainer implements Container {

    private final Tomcat tomcat = new Tomcat();

    TomcatContainer(WebApplication application, boolean isVirtual) throws Exception {
        var directory = Files.createTempDirectory("tomcat");
        directory.toFile().deleteOnExit();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        if (isVirtual) {
            tomcat.getConnector().getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        }
        tomcat.addContext("", directory.toString())
                .addServletContainerInitializer((classes, context) -> application.addTo(context), Set.of());
        tomcat.start();
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:%d/".formatted(tomcat.getConnector().getLocalPort()));
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (org.apache.catalina.LifecycleException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
