package com.example.recipes;

import dev.penstock.endpoint.FlowEndpoint;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import java.util.List;

final class HelidonRecipe {

    static WebServer serve(FlowEndpoint endpoint, String host, int port) {
        return WebServer.builder()
                .host(host)
                .port(port)
                .routing(routes -> routes.any("/flows/booking", (request, response) -> {
                    var answer = endpoint.answer(
                            request.prologue().method().text(),
                            name -> request.headers().all(HeaderNames.create(name), List::of),
                            request.content().inputStream());
                    answer.headers().forEach((name, value) -> response.header(name, value));
                    response.status(Status.create(answer.status())).send(answer.body());
                }))
                .build()
                .start();
    }
}
