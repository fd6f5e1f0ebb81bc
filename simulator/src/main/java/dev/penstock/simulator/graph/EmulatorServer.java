package dev.penstock.simulator.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.json.JsonFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP side of the emulator: reads calls, orders faults, lets in whoever has a token, writes answers. */
final class EmulatorServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final GraphEmulatorBuilder options;
    private final EmulatorState state;
    private final GraphRoutes routes;
    private final FaultDesk faults = new FaultDesk();
    private final List<GraphCall> calls = new ArrayList<>();

    EmulatorServer(GraphEmulatorBuilder options, EmulatorState state) {
        this.options = options;
        this.state = state;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The Graph API emulator cannot listen on port " + options.port + ".", failed);
        }
        this.routes = new GraphRoutes(state, options, baseUrl());
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Under the lock of the state. */
    FaultDesk faults() {
        return faults;
    }

    /** Under the lock of the state. */
    List<GraphCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            GraphCall call;
            try {
                call = GraphCall.read(exchange);
            } catch (JsonFormatException malformed) {
                write(exchange, GraphReply.error(400, 100, "(#100) The body is not JSON"));
                return;
            }
            var fault = state.locked(() -> {
                calls.add(call);
                return faults.take(call);
            });
            var reply = reply(exchange, call, fault);
            if (fault.orElse(null) instanceof Fault.AnswerLost) {
                return;
            }
            write(exchange, reply);
        }
    }

    private GraphReply reply(HttpExchange exchange, GraphCall call, Optional<Fault> fault) {
        var authorization =
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        return fault.flatMap(order -> FaultDesk.reply(order, authorization))
                .or(() -> refusal(call, authorization))
                .orElseGet(() -> answer(call));
    }

    private Optional<GraphReply> refusal(GraphCall call, String authorization) {
        if (call.path().equals(state.appId + "/subscriptions")) {
            var right = "Bearer " + state.appId + "|";
            return options.appSecret.isPresent()
                    ? noToken(authorization.equals(right + options.appSecret.get()))
                    : noToken(authorization.startsWith(right));
        }
        if (!authorization.equals("Bearer " + options.accessToken)) {
            return noToken(false);
        }
        var proof = call.query().get("appsecret_proof");
        return proof != null
                        && options.proof().isPresent()
                        && !options.proof().get().equals(proof)
                ? Optional.of(GraphReply.error(400, 100, "Invalid appsecret_proof provided in the API argument"))
                : Optional.empty();
    }

    private static Optional<GraphReply> noToken(boolean right) {
        return right ? Optional.empty() : Optional.of(GraphReply.error(401, 190, "Invalid OAuth access token."));
    }

    private GraphReply answer(GraphCall call) {
        if (call.path().startsWith("media-file/")) {
            var id = call.path().substring("media-file/".length());
            var bytes = state.locked(() -> state.media.getOrDefault(id, new byte[0]));
            return new GraphReply(200, bytes, Map.of("Content-Type", "application/octet-stream"));
        }
        if (call.method().equals("POST")
                && call.path().equals(state.appId + "/subscriptions")
                && !AppCalls.isVerified(call)) {
            return GraphReply.error(
                    400, 2200, "(#2200) Callback verification failed: the URL did not return the challenge");
        }
        return state.locked(() -> routes.answer(call));
    }

    private static void write(HttpExchange exchange, GraphReply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
    }
}
