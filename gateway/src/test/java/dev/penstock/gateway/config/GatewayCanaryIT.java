package dev.penstock.gateway.config;

import static dev.penstock.test.Canary.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.gateway.backend.LoopbackServer;
import dev.penstock.gateway.backend.LoopbackServer.Behaviour;
import dev.penstock.test.LogRecorder;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets and what people typed are planted everywhere, the backend does everything wrong that it can, and nothing of
 * it is in a metric, in a span or in a line of the log, at any level.
 */
class GatewayCanaryIT {

    private static final String APP_SECRET = CANARY + "-app-secret-0123456789";
    private static final String TYPED = "{\"%1$s\":\"%1$s\"}".formatted(CANARY);

    @TempDir
    private Path directory;

    private final CollectedSpans telemetry = new CollectedSpans();
    private TestBusiness business;
    private LogRecorder log;

    @BeforeEach
    void open() throws IOException {
        business = TestBusiness.in(Files.createDirectory(directory.resolve("one")), APP_SECRET, CANARY);
        log = LogRecorder.start();
    }

    @AfterEach
    void nothingCameOut() {
        log.close();
        business.close();
        assertThat(log.lines()).isNotEmpty();
        assertThat(log.lines().stream()
                        .filter(line -> line.toLowerCase(Locale.ROOT).contains(CANARY)))
                .isEmpty();
        assertThat(telemetry.spans())
                .extracting(SpanData::getName)
                .contains("verify", "open", "guard", "handler", "backend", "check", "seal", "keep");
        assertThat(telemetry.spans())
                .as("events too")
                .anySatisfy(span -> assertThat(span.getEvents()).isNotEmpty());
        assertThat(telemetry.spans())
                .allSatisfy(span -> assertThat(everythingIn(span)).doesNotContainIgnoringCase(CANARY));
    }

    private static String everythingIn(SpanData span) {
        return String.join(
                " ",
                span.getName(),
                span.getAttributes().toString(),
                span.getEvents().toString(),
                span.getLinks().toString(),
                span.getStatus().getDescription(),
                span.toString());
    }

    /** What a backend may do, each at a path of its own. */
    private static Map<String, Behaviour> misdeeds() {
        var misdeeds = new LinkedHashMap<String, Behaviour>();
        misdeeds.put("status", exchange -> exchange.respond(500, exchange.text()));
        misdeeds.put("refuses", exchange -> exchange.respond(422, exchange.text()));
        misdeeds.put("expires", exchange -> exchange.respond(427, exchange.text()));
        misdeeds.put("echoes", exchange -> exchange.respond(200, exchange.text()));
        misdeeds.put("no-json", exchange -> exchange.respond(200, CANARY));
        misdeeds.put("half", exchange -> exchange.respond(200, TYPED.substring(0, TYPED.length() - 2)));
        misdeeds.put("list", exchange -> exchange.respond(200, "[" + TYPED + "]"));
        misdeeds.put(
                "screen",
                exchange -> exchange.respond(200, "{\"screen\":\"%s\",\"data\":%s}".formatted(CANARY, TYPED)));
        misdeeds.put(
                "data", exchange -> exchange.respond(200, "{\"screen\":\"SUMMARY\",\"data\":%s}".formatted(TYPED)));
        misdeeds.put("stays", exchange -> exchange.respond(200, "{\"stay\":\"%s\"}".formatted(CANARY)));
        misdeeds.put("completes", exchange -> exchange.respond(200, "{\"complete\":%s}".formatted(TYPED)));
        misdeeds.put("unknown", exchange -> exchange.respond(200, TYPED));
        misdeeds.put("redirects", exchange -> exchange.respond(302, "", "location: http://%s/\r\n".formatted(CANARY)));
        misdeeds.put("garbage", exchange -> exchange.send(CANARY + "\r\n\r\n"));
        misdeeds.put("header", exchange -> exchange.respond(200, "{}", "%1$s: %1$s\r\n%1$s\r\n".formatted(CANARY)));
        misdeeds.put("resets", LoopbackServer.Exchange::reset);
        misdeeds.put("slow", exchange -> {});
        misdeeds.put("endless", exchange -> exchange.send("HTTP/1.1 200 " + CANARY.repeat(10_000)));
        return misdeeds;
    }

    @Test
    void nothingComesOutWhateverTheBackendDoes() throws Exception {
        var misdeeds = misdeeds();
        try (var backend = LoopbackServer.start(
                        exchange -> misdeeds.get(exchange.requestLine().replaceAll("^POST /([a-z-]+)[? ].*", "$1"))
                                .answer(exchange));
                var gateway = start(misdeeds.keySet(), backend)) {
            for (var path : misdeeds.keySet()) {
                converse(gateway.uri().resolve("/flows/" + path));
            }
            gateway.reload();

            var page = scrape(gateway);
            assertThat(page)
                    .contains("penstock_backend_requests_total{flow=\"slow\",outcome=\"late\",tenant=\"none\"}")
                    .doesNotContainIgnoringCase(CANARY);
            assertThat(backend.exchanges())
                    .as("what was planted came to the backend, so it was there to come out")
                    .anySatisfy(exchange -> assertThat(exchange.text()).contains(CANARY));
        }
    }

    private void converse(URI endpoint) {
        try (var line = business.line(endpoint)) {
            var phone = FlowClient.over(line, CANARY).build();
            phone.init();
            phone.submit("DAY", Map.of(CANARY, CANARY, "day", CANARY));
            phone.submit(CANARY, Map.of("day", CANARY));
            phone.back("SUMMARY");
            phone.notifyEndpoint("DAY", CANARY);
        }
        try (var stranger = EncryptingLine.to(endpoint, business.publicKey())
                .signedBy(RequestSignature.of(AppSecrets.of(CANARY + "-another-secret")))
                .open()) {
            FlowClient.over(stranger, CANARY).build().init();
        }
    }

    private ConfiguredGateway start(Iterable<String> paths, LoopbackServer backend) throws IOException {
        OwnerOnly.write(
                directory.resolve("signing"),
                ("whsec_"
                                + Base64.getEncoder()
                                        .encodeToString((CANARY + CANARY + CANARY).getBytes(StandardCharsets.US_ASCII)))
                        .getBytes(StandardCharsets.US_ASCII));
        var text = new StringBuilder("server: {port: 0, shutdown: {drain: 0s}}\nadmin: {port: 0}\nendpoints:\n");
        for (var path : paths) {
            var url = "http://127.0.0.1:%d/%s?code=%s".formatted(backend.port(), path, CANARY);
            text.append(business.endpointYaml("/flows/" + path)
                    .replace(
                            "{url: \"%s\"}".formatted(business.backend()),
                            ("{url: \"%s\", timeout: 500ms, signing-secret-file: signing, headers: {x-key: \"%s\"},"
                                            + " breaker: off}")
                                    .formatted(url, CANARY)));
        }
        return ConfiguredGateway.start(
                ConfigurationFile.at(Files.writeString(directory.resolve("penstock.yaml"), text)),
                builder -> builder.tracing(telemetry));
    }

    private static String scrape(ConfiguredGateway gateway) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var page = gateway.adminUri().orElseThrow().resolve("/metrics");
            return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
