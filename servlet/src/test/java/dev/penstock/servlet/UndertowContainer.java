package dev.penstock.servlet;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.Executors;

final class UndertowContainer implements Container {

    private final Undertow server;

    UndertowContainer(WebApplication application, boolean isVirtual) throws Exception {
        ServletContainerInitializer initializer = (classes, context) -> application.addTo(context);
        var deployment = Servlets.deployment()
                .setClassLoader(UndertowContainer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test.war")
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        ServletContainerInitializer.class, new ImmediateInstanceFactory<>(initializer), Set.of()));
        if (isVirtual) {
            deployment.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        }
        var manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 64L * 1024 * 1024)
                .setHandler(manager.start())
                .build();
        server.start();
    }

    @Override
    public URI uri() {
        var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
        return URI.create("http://127.0.0.1:%d/".formatted(address.getPort()));
    }

    @Override
    public void close() {
        server.stop();
    }
}
