package dev.penstock.simulator.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.json.JsonFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** The HTTP side of the emulator: reads calls, orders faults, lets in whoever has a token, writes answers. */
final class EmulatorServer implements AutoCloseable {

    /** How many calls are remembered, and how many bytes of them in all. */
    private static final int MAX_CALLS = 1_000;

    private static final long MAX_CALL_BYTES = 32_000_000;

    /** Bodies above this size are read one after the other, so that they do not fill the memory together. */
    private static final long LARGE = 65_536;

    private static final int LARGE_BODIES = 2;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final GraphEmulatorBuilder options;
    private final EmulatorState state;
    private final GraphRoutes routes;
    private final CallGate gate;
    private final FaultDesk faults = new FaultDesk();
    private final BoundedLog<GraphCall> calls = new BoundedLog<>(MAX_CALLS, MAX_CALL_BYTES);
    private final Semaphore largeBodies = new Semaphore(LARGE_BODIES);

    EmulatorServer(GraphEmulatorBuilder options, EmulatorState state) {
        this.options = options;
        this.state = state;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The Graph API emulator cannot listen on port %d. Choose another port, or 0 for any."
                            .formatted(options.port),
                    failed);
        }
        this.routes = new GraphRoutes(state, options, baseUrl());
        this.gate = new CallGate(options, server.getAddress().getPort());
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

    /** Under the lock of the state; the newest only. */
    List<GraphCall> calls() {
        return calls.all();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var head = GraphCall.head(exchange);
            var refused = gate.refusal(exchange, head.path());
            if (refused.isPresent()) {
                write(exchange, refused.get());
                drain(exchange);
                return;
            }
            BodyRead read;
            try {
                read = readBody(exchange);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                return;
            }
            if (read.isTooLarge()) {
                write(exchange, GraphReply.error(413, 1, "Please reduce the amount of data you are sending"));
                drain(exchange);
                return;
            }
            GraphCall call;
            try {
                call = head.withBody(read.bytes());
            } catch (JsonFormatException | IllegalArgumentException malformed) {
                write(exchange, GraphReply.error(400, 100, "(#100) The call cannot be read"));
                return;
            }
            var fault = state.locked(() -> {
                keep(call, head, read.bytes().length);
                return faults.take(call);
            });
            var reply = reply(exchange, call, fault);
            if (fault.orElse(null) instanceof Fault.AnswerLost) {
                return;
            }
            write(exchange, reply);
        }
    }

    private record BodyRead(byte[] bytes, boolean isTooLarge) {}

    private BodyRead readBody(HttpExchange exchange) throws IOException, InterruptedException {
        var announced = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Length"), "");
        boolean isSmall = announced.isEmpty()
                ? !exchange.getRequestHeaders().containsKey("Transfer-Encoding")
                : announced.matches("[0-9]{1,5}") && Long.parseLong(announced) <= LARGE;
        if (isSmall) {
            return bounded(exchange);
        }
        largeBodies.acquire();
        try {
            return bounded(exchange);
        } finally {
            largeBodies.release();
        }
    }

    private static BodyRead bounded(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(GraphCall.MAX_BYTES + 1);
        return bytes.length > GraphCall.MAX_BYTES ? new BodyRead(new byte[0], true) : new BodyRead(bytes, false);
    }

    /** Lets a body that is still on its way go by, so that its sender comes to read the answer. */
    private static void drain(HttpExchange exchange) throws IOException {
        var buffer = new byte[8_192];
        for (long left = GraphCall.MAX_BYTES; left > 0; ) {
            int count = exchange.getRequestBody().read(buffer);
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }

    /** What is too large to be remembered is remembered without its parameters. Under the lock of the state. */
    private void keep(GraphCall call, GraphCall.Head head, long bodyBytes) {
        long headSize = 1_000 + 4L * (head.path().length() + head.query().length());
        // As objects, JSON takes several times its bytes.
        long size = headSize + (call.contentType().startsWith("application/json") ? 8 : 3) * bodyBytes;
        calls.add(calls.takes(size) ? call : call.withoutParameters(), calls.takes(size) ? size : headSize);
    }

    private GraphReply reply(HttpExchange exchange, GraphCall call, Optional<Fault> fault) {
        var authorization =
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        return fault.flatMap(order -> FaultDesk.reply(order, authorization))
                .or(() -> wrongProof(call))
                .orElseGet(() -> answer(call));
    }

    private Optional<GraphReply> wrongProof(GraphCall call) {
        var proof = call.query().get("appsecret_proof");
        return proof != null
                        && options.proof().isPresent()
                        && !options.proof().get().equals(proof)
                ? Optional.of(GraphReply.error(400, 100, "Invalid appsecret_proof provided in the API argument"))
                : Optional.empty();
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
        try {
            return state.locked(() -> routes.answer(call));
        } catch (JsonFormatException | NumberFormatException malformed) {
            return GraphReply.error(400, 100, "(#100) A parameter cannot be read");
        }
    }

    private static void write(HttpExchange exchange, GraphReply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.getResponseBody().flush();
    }
}
