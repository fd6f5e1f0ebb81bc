package com.example.recipes;

import dev.penstock.endpoint.FlowEndpoint;
import io.javalin.Javalin;

final class JavalinRecipe {

    static Javalin serve(FlowEndpoint endpoint, String host, int port) {
        return Javalin.create(config -> {
                    config.concurrency.useVirtualThreads = true;
                    config.routes.post("/flows/booking", http -> {
                        var answer = endpoint.answer("POST", http.req()::getHeaders, http.bodyInputStream());
                        answer.headers().forEach(http::header);
                        http.status(answer.status()).result(answer.body());
                    });
                })
                .start(host, port);
    }
}
