package dev.penstock.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.cli.CommandRun;
import dev.penstock.cli.Penstock;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector of traces gets one request as one trace, over gateway and backend. */
class TracesIT {

    private static final String TYPED = "tweety7f3a";

    @TempDir
    private Path directory;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private HttpServer collector;
    private HttpServer backend;
    private SdkTracerProvider ofBackend;

    @BeforeEach
    void start() throws IOException {
        collector = server("/v1/traces", this::collect);
        ofBackend = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(OtlpHttpSpanExporter.builder()
                        .setEndpoint(url(collector) + "/v1/traces")
                        .build()))
                .build();
        backend = server("/flow", this::answer);
    }

    private static HttpServer server(String path, HttpHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(path, handler);
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        ofBackend.close();
        backend.stop(0);
        collector.stop(0);
    }

    private void collect(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var body = isZipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            var request = ExportTraceServiceRequest.parseFrom(body.readAllBytes());
            request.getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** A backend that traces what it does, as OpenTelemetry's agents do. */
    private void answer(HttpExchange exchange) throws IOException {
        var above = W3CTraceContextPropagator.getInstance().extract(Context.root(), exchange, new Headers());
        var work = ofBackend.get("backend").spanBuilder("book").setParent(above).startSpan();
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var answer = "{\"screen\": \"WELCOME\", \"data\": {}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } finally {
            work.end();
        }
    }

    private static final class Headers implements TextMapGetter<HttpExchange> {

        @Override
        public Iterable<String> keys(HttpExchange exchange) {
            return exchange.getRequestHeaders().keySet();
        }

        @Override
        public @Nullable String get(@Nullable HttpExchange exchange, String key) {
            return exchange == null ? null : exchange.getRequestHeaders().getFirst(key);
        }
    }

    @Test
    void aRequestIsOneTraceOverGatewayAndBackend() throws Exception {
        var home = directory.resolve("home");
        var output = directory.resolve("output");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Penstock.class.getName(),
                "serve",
                url(backend) + "/flow",
                "--port",
                "0",
                "--home",
                home.toString());
        builder.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", url(collector));
        builder.environment().put("OTEL_BSP_SCHEDULE_DELAY", "100");
        var process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(output).contains("Stop with Ctrl-C"));
            var endpoint = Pattern.compile("Serving (http\\S+)").matcher(Files.readString(output));
            assertThat(endpoint.find()).as(Files.readString(output)).isTrue();
            var call = CommandRun.of(
                    "call",
                    endpoint.group(1),
                    "--home",
                    home.toString(),
                    "--screen",
                    "FORM",
                    "--set",
                    "name=" + TYPED,
                    "--flow-token",
                    TYPED);
            assertThat(call.exitCode()).as(call.err()).isZero();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(spans)
                            .extracting(Span::getName)
                            .containsExactlyInAnyOrder(
                                    "data_exchange flow",
                                    "verify",
                                    "open",
                                    "guard",
                                    "handler",
                                    "backend",
                                    "book",
                                    "check",
                                    "seal",
                                    "keep"));
            assertThat(spans)
                    .extracting(Span::getTraceId)
                    .as("one trace")
                    .containsOnly(spans.getFirst().getTraceId());
            assertThat(named("data_exchange flow").getParentSpanId().isEmpty()).isTrue();
            assertThat(List.of("verify", "open", "guard", "handler", "check", "seal", "keep"))
                    .allSatisfy(step -> assertThat(named(step).getParentSpanId())
                            .isEqualTo(named("data_exchange flow").getSpanId()));
            assertThat(named("backend").getParentSpanId())
                    .isEqualTo(named("handler").getSpanId());
            assertThat(named("book").getParentSpanId())
                    .isEqualTo(named("backend").getSpanId());
            assertThat(named("backend").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
            assertThat(spans).allSatisfy(span -> assertThat(span.toString()).doesNotContain(TYPED));
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    private Span named(String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
