package com.example.recipes;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.endpoint.FlowEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

final class JdkRecipe {

    static HttpServer serve(FlowEndpoint endpoint, InetSocketAddress address) throws IOException {
        var server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/flows/booking", http -> {
            try (http) {
                var answer =
                        endpoint.answer(http.getRequestMethod(), http.getRequestHeaders()::get, http.getRequestBody());
                answer.headers().forEach(http.getResponseHeaders()::set);
                http.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
                http.getResponseBody().write(answer.body());
            }
        });
        server.start();
        return server;
    }
}
