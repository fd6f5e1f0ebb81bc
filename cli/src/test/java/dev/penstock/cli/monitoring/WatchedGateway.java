package dev.penstock.cli.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.cli.CommandRun;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.ConfiguredGateway;
import dev.penstock.metrics.KeyStatus;
import dev.penstock.metrics.PenstockMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What {@code penstock serve} serves, with backends in which faults are injected, under {@code penstock load}. */
final class WatchedGateway implements AutoCloseable {

    /** Stands for what people type. */
    static final String TYPED = "tweety7f3a";

    private static final List<String> FLOWS = List.of("well", "slow", "failing", "backend-down", "wrong-key");

    private final Path folder;
    private final HttpServer backend;
    private final int portOfAnother = Tool.freePort();
    private final ConfiguredGateway gateway;
    private HttpServer another;
    private volatile boolean isFaulty;

    /** @param folder is empty; it holds key and app secret afterwards */
    WatchedGateway(Path folder) throws IOException {
        this.folder = folder;
        this.backend = backend(0);
        this.another = backend(portOfAnother);
        CommandRun.of(
                "init", folder.toString(), "--backend", url(backend.getAddress().getPort(), "well"));
        Files.writeString(
                folder.resolve("foreign.pem"),
                BusinessPublicKey.of(PrivateKeys.generate()).pem());
        this.gateway = ConfiguredGateway.start(
                ConfigurationFile.at(Files.writeString(folder.resolve("penstock.yaml"), configuration())), builder -> {
                    builder.metrics().ifPresent(WatchedGateway::showKeyAtMeta);
                    return builder;
                });
    }

    private static void showKeyAtMeta(PenstockMetrics metrics) {
        metrics.keyAtMeta("1234", () -> KeyStatus.VALID);
    }

    private HttpServer backend(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            if (isFaulty && path.equals("/slow")) {
                Thread.sleep(Duration.ofMillis(1_200));
            }
            var answer = "{\"screen\": \"WELCOME\", \"data\": {}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isFaulty && path.equals("/failing") ? 500 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String url(int port, String flow) {
        return "http://127.0.0.1:%d/%s".formatted(port, flow);
    }

    private String configuration() throws IOException {
        var text = new StringBuilder("""
                server: {port: 0, shutdown: {drain: 0s}}
                admin: {port: 0}
                webhooks:
                  path: /webhooks/meta
                  verify-token-file: secrets/verify-token
                  app-secrets: [{file: secrets/app-secret}]
                events:
                  queue: memory
                  destinations: [{name: crm, url: "%s"}]
                tenants: {directory: tenants}
                endpoints:
                """.formatted(url(backend.getAddress().getPort(), "crm")));
        for (var flow : FLOWS) {
            int port = flow.equals("backend-down")
                    ? portOfAnother
                    : backend.getAddress().getPort();
            var breaker = flow.equals("backend-down") ? "{open-for: 3s}" : "off";
            text.append("""
                      - path: /flows/%1$s
                        key-dir: keys
                        app-secrets: [{file: secrets/app-secret}]
                        backend: {url: "%2$s", breaker: %3$s}
                    """.formatted(flow, url(port, flow), breaker));
        }
        var secret = folder.resolve("secrets/verify-token");
        Files.copy(folder.resolve("secrets/app-secret"), secret, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(Files.createDirectories(folder.resolve("tenants")).resolve("clinic-7.yaml"), """
                key-dir: ../keys
                app-secrets: [{file: ../secrets/app-secret}]
                flows: [{flow: well, backend: {url: "%s"}}]
                """.formatted(
                        url(backend.getAddress().getPort(), "well")));
        return text.toString();
    }

    /** The metrics page is there. */
    int adminPort() {
        return gateway.adminUri().map(URI::getPort).orElseThrow();
    }

    /** A slow handler, one that fails, and a backend that is down. */
    void injectFaults() {
        isFaulty = true;
        another.stop(0);
    }

    void mendFaults() throws IOException {
        another = backend(portOfAnother);
        isFaulty = false;
    }

    /** Has everybody asked, as {@code penstock load} asks; until it is closed. */
    ExecutorService load(boolean hasWrongKey) {
        var loads = Executors.newVirtualThreadPerTaskExecutor();
        FLOWS.stream()
                .filter(flow -> hasWrongKey || !flow.equals("wrong-key"))
                .forEach(flow -> loads.submit(() -> load("/flows/" + flow, 4, 120, hasWrongKey)));
        loads.submit(() -> load("/flows/clinic-7/well", 1, 120, hasWrongKey));
        return loads;
    }

    /** Asks each once or twice, since what is done for the first time is slow. */
    void warmUp() {
        FLOWS.forEach(flow -> load("/flows/" + flow, 10, 1, false));
        load("/flows/clinic-7/well", 10, 1, false);
    }

    private void load(String path, int rate, int seconds, boolean hasWrongKey) {
        var key = hasWrongKey && path.endsWith("wrong-key") ? "foreign.pem" : "keys/public.pem";
        CommandRun.of(
                "load",
                gateway.uri().resolve(path).toString(),
                "--rate",
                String.valueOf(rate),
                "--duration",
                String.valueOf(seconds),
                "--warm-up",
                "0",
                "--mix",
                "ping=1,init=1,data_exchange=6",
                "--screen",
                "WELCOME",
                "--data",
                "{\"%1$s\":\"%1$s\"}".formatted(TYPED),
                "--public-key",
                folder.resolve(key).toString(),
                "--app-secret-file",
                folder.resolve("secrets/app-secret").toString());
    }

    @Override
    public void close() {
        gateway.close();
        backend.stop(0);
        another.stop(0);
    }
}
