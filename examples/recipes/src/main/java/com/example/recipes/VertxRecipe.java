package com.example.recipes;

import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.HttpRefusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

final class VertxRecipe {

    static void answer(Vertx vertx, FlowEndpoint endpoint, HttpServerRequest request) {
        var refusal = HttpRefusal.byHead(request.method().name(), request.headers()::getAll);
        if (refusal.isPresent()) {
            send(request, refusal.get());
            return;
        }
        var body = Buffer.buffer();
        request.handler(
                chunk -> body.appendBuffer(body.length() > EncryptedRequest.MAX_BODY_BYTES ? Buffer.buffer() : chunk));
        request.endHandler(end -> vertx.executeBlocking(
                        () -> body.length() > EncryptedRequest.MAX_BODY_BYTES
                                ? HttpRefusal.tooLarge()
                                : endpoint.answer(EndpointRequest.of(body.getBytes(), request.headers()::getAll)),
                        false)
                .onSuccess(answer -> send(request, answer)));
    }

    private static void send(HttpServerRequest request, EndpointResponse answer) {
        var response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body()));
    }
}
