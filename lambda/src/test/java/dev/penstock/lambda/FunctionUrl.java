package dev.penstock.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.json.StrictJson;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * AWS on this machine: a function URL, the Runtime API behind it, and one instance of a function in a process of its
 * own, run by AWS's own runtime interface client. Paths and headers are those of the Runtime API, 2018-06-01.
 */
final class FunctionUrl implements AutoCloseable {

    private static final String API = "/2018-06-01/runtime/";

    /** AWS takes less; here what is too large for an endpoint comes to the function, and what is absurd does not. */
    private static final int MAX_BODY_BYTES = 20 * 1_024 * 1_024;

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final CountDownLatch mayRestore = new CountDownLatch(1);
    private final CompletableFuture<String> failedInitialisation = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer api;
    private final HttpServer url;
    private final Process instance;

    private record Invocation(String id, byte[] event, CompletableFuture<byte[]> answer) {}

    private FunctionUrl(Class<?> function, Map<String, String> environment, Path log, List<String> options)
            throws IOException {
        api = serve(this::runtimeApi);
        url = serve(this::invoke);
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                function.getName() + "::handleRequest"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(new File("."));
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        "127.0.0.1:" + api.getAddress().getPort(),
                        "_HANDLER",
                        function.getName() + "::handleRequest",
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "greeting",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "512",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "1"));
        builder.environment().putAll(environment);
        instance = builder.start();
    }

    static FunctionUrl of(Class<?> function, Map<String, String> environment, Path log) throws IOException {
        var running = new FunctionUrl(function, environment, log, List.of());
        running.mayRestore.countDown();
        return running;
    }

    /** One that stops at its snapshot until {@link #restore} is called. */
    static FunctionUrl withSnapStart(Class<?> function, Map<String, String> environment, Path log) throws IOException {
        var more = new java.util.HashMap<>(environment);
        more.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        return new FunctionUrl(
                function, more, log, List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + url.getAddress().getPort() + "/");
    }

    boolean isAlive() {
        return instance.isAlive();
    }

    void restore() {
        mayRestore.countDown();
    }

    /** What the function said when it could not be initialised. */
    String failedInitialisation() throws InterruptedException, ExecutionException, TimeoutException {
        return failedInitialisation.get(60, TimeUnit.SECONDS);
    }

    private HttpServer serve(Answerer answerer) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answerer.answer(exchange);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private interface Answerer {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private void runtimeApi(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath().substring(API.length());
        if (path.equals("invocation/next")) {
            var next = waiting.take();
            running.put(next.id(), next);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json"); // without any, AWS's native client ends the process
            headers.set("Lambda-Runtime-Aws-Request-Id", next.id());
            headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
            headers.set(
                    "Lambda-Runtime-Invoked-Function-Arn",
                    "arn:aws:lambda:eu-central-1:123456789012:function:greeting");
            send(exchange, 200, next.event());
            return;
        }
        if (path.equals("restore/next")) {
            mayRestore.await();
            send(exchange, 200, new byte[0]);
            return;
        }
        var body = exchange.getRequestBody().readAllBytes();
        if (path.equals("init/error") || path.equals("restore/error")) {
            failedInitialisation.complete(new String(body, StandardCharsets.UTF_8));
        } else {
            var parts = path.split("/");
            var invocation = running.remove(parts[1]);
            if (parts[2].equals("response")) {
                invocation.answer().complete(body);
            } else {
                invocation.answer().completeExceptionally(new IOException(new String(body, StandardCharsets.UTF_8)));
            }
        }
        send(exchange, 202, "{\"status\":\"OK\"}".getBytes(StandardCharsets.US_ASCII));
    }

    /** An HTTP request becomes an event, and the answer to it the HTTP answer; 502 if the function fails, as at AWS. */
    private void invoke(HttpExchange exchange) throws IOException, InterruptedException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            send(exchange, 413, new byte[0]);
            return;
        }
        var event = Event.of(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body);
        var invocation = new Invocation(UUID.randomUUID().toString(), Event.json(event), new CompletableFuture<>());
        waiting.add(invocation);
        try {
            var answer = StrictJson.readObject(invocation.answer().get(60, TimeUnit.SECONDS));
            ((Map<?, ?>) answer.get("headers"))
                    .forEach((name, value) -> exchange.getResponseHeaders().set((String) name, (String) value));
            send(
                    exchange,
                    (int) answer.get("statusCode"),
                    answer.get("body").toString().getBytes(StandardCharsets.UTF_8));
        } catch (ExecutionException failed) {
            send(exchange, 502, new byte[0]);
        } catch (TimeoutException late) {
            send(exchange, 504, new byte[0]);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
        if (!isHead && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        instance.destroyForcibly();
        url.stop(0);
        api.stop(0);
        threads.shutdownNow();
    }
}
