package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.gateway.backend.BackendException;
import dev.penstock.gateway.backend.LoopbackServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway shows at {@code /metrics}, by its configuration alone. */
class GatewayMetricsIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String STATUS = """
            {"object":"whatsapp_business_account","entry":[{"id":"1001","time":1764244800,"changes":[{"field":"messages",
             "value":{"metadata":{"phone_number_id":"2001"},
              "statuses":[{"id":"wamid.A","status":"sent","timestamp":"1764244800","recipient_id":"15550100"}]}}]}]}""";

    @TempDir
    private Path directory;

    private TestBusiness business;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        business = TestBusiness.in(Files.createDirectory(directory.resolve("one")), SECRET, "one");
        file = directory.resolve("penstock.yaml");
    }

    @AfterEach
    void close() {
        business.close();
    }

    private ConfiguredGateway start(String parts, String endpoints) throws IOException {
        write(parts, endpoints);
        return ConfiguredGateway.start(ConfigurationFile.at(file));
    }

    private void write(String parts, String endpoints) throws IOException {
        Files.writeString(
                file,
                "server: {port: 0, shutdown: {drain: 0s}}\nadmin: {port: 0}\n" + parts
                        + (endpoints.isEmpty() ? "" : "endpoints:\n" + endpoints));
    }

    private static String scrape(ConfiguredGateway gateway) {
        var page = gateway.adminUri().orElseThrow().resolve("/metrics");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void everySeriesIsThereWithZeroBeforeTheFirstRequest() throws Exception {
        try (var gateway = start("", business.endpointYaml("/flows/day"))) {
            var page = scrape(gateway);

            assertThat(page.lines())
                    .contains(
                            "penstock_requests_total{action=\"data_exchange\",flow=\"day\",outcome=\"answered\","
                                    + "screen=\"SUMMARY\",tenant=\"none\"} 0.0",
                            "penstock_backend_requests_total{flow=\"day\",outcome=\"answered\",tenant=\"none\"} 0.0",
                            "penstock_backend_duration_seconds_count{flow=\"day\",tenant=\"none\"} 0",
                            "penstock_backend_duration_seconds_bucket{flow=\"day\",tenant=\"none\",le=\"7.0\"} 0",
                            "penstock_backend_breakers_open{flow=\"day\",tenant=\"none\"} 0.0",
                            "penstock_configuration_reloads_total{outcome=\"done\"} 0.0",
                            "penstock_configuration_reloads_total{outcome=\"refused\"} 0.0",
                            "penstock_configuration_up_to_date 1.0");
            for (var reason : BackendException.Reason.values()) {
                assertThat(page)
                        .contains("penstock_backend_requests_total{flow=\"day\",outcome=\"%s\",tenant=\"none\"} 0.0"
                                .formatted(reason.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    @Test
    void whatBackendsAnswerIsCounted() throws Exception {
        try (var away = LoopbackServer.answering(500, "{}");
                var gateway = start(
                        "",
                        business.endpointYaml("/flows/day")
                                + business.endpointYaml("/flows/away")
                                        .replace(
                                                business.backend().toString(),
                                                away.uri().toString()))) {
            business.pickMonday(gateway.uri().resolve("/flows/day"));
            business.pickMonday(gateway.uri().resolve("/flows/away"));

            assertThat(scrape(gateway).lines())
                    .contains(
                            "penstock_backend_requests_total{flow=\"day\",outcome=\"answered\",tenant=\"none\"} 1.0",
                            "penstock_backend_requests_total{flow=\"away\",outcome=\"status\",tenant=\"none\"} 1.0",
                            "penstock_backend_duration_seconds_count{flow=\"away\",tenant=\"none\"} 1",
                            "penstock_requests_total{action=\"data_exchange\",flow=\"day\",outcome=\"answered\","
                                    + "screen=\"DAY\",tenant=\"none\"} 1.0",
                            "penstock_requests_total{action=\"data_exchange\",flow=\"away\",outcome=\"failed\","
                                    + "screen=\"DAY\",tenant=\"none\"} 1.0");
        }
    }

    @Test
    void whatTheServerIsBusyWithCountsEndpointsOfTheDirectoryToo() throws Exception {
        try (var gateway = start("", business.endpointYaml("/flows/day"))) {
            assertThat(scrape(gateway)
                            .lines()
                            .filter(line -> line.startsWith("penstock_server_opening_limit{"))
                            .toList())
                    .singleElement()
                    .satisfies(line -> assertThat(line).doesNotEndWith(" 0.0"));
        }
    }

    @Test
    void aBackendThatIsLeftAloneIsSeenAndIsSeenToComeBack() throws Exception {
        var open = "penstock_backend_breakers_open{flow=\"day\",tenant=\"none\"} 1.0";
        try (var failing = LoopbackServer.answering(500, "{}")) {
            var endpoint = business.endpointYaml("/flows/day")
                    .replace(
                            "{url: \"%s\"}".formatted(business.backend()),
                            "{url: \"%s\", breaker: {failures: 50%%, of: 2, open-for: 1m}}".formatted(failing.uri()));
            try (var gateway = start("", endpoint)) {
                for (int i = 0; i < 4; i++) {
                    business.pickMonday(gateway.uri().resolve("/flows/day"));
                }

                assertThat(scrape(gateway).lines())
                        .contains(open)
                        .anyMatch(line ->
                                line.startsWith("penstock_backend_requests_total{flow=\"day\",outcome=\"resting\"")
                                        && !line.endsWith(" 0.0"));

                write("", business.endpointYaml("/flows/day"));
                assertThat(gateway.reload().isDone()).isTrue();
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(scrape(gateway)).doesNotContain(open));
            }
        }
    }

    @Test
    void readingTheConfigurationAgainIsCounted() throws Exception {
        try (var gateway = start("", business.endpointYaml("/flows/day"))) {
            gateway.reload();
            write("", business.endpointYaml("/flows/day").replace("flow-json", "flow-jsn"));
            gateway.reload();

            assertThat(scrape(gateway).lines())
                    .contains(
                            "penstock_configuration_reloads_total{outcome=\"done\"} 1.0",
                            "penstock_configuration_up_to_date 0.0")
                    .anyMatch(line -> line.startsWith("penstock_configuration_reloads_total{outcome=\"refused\"}")
                            && !line.endsWith(" 0.0"));
        }
    }

    @Test
    void queuesOfWebhooksAndEventsShowWhatWaits() throws Exception {
        OwnerOnly.write(directory.resolve("verify-token"), "open-sesame-123".getBytes(StandardCharsets.US_ASCII));
        try (var crm = LoopbackServer.answering(500, "");
                var gateway = start("""
                        events: {destinations: [{name: crm, url: "%s"}]}
                        webhooks:
                          path: /webhooks/meta
                          verify-token-file: verify-token
                          app-secrets: [{file: one/app-secret}]
                        """.formatted(crm.uri()), business.endpointYaml("/flows/day"))) {
            assertThat(scrape(gateway).lines())
                    .contains(
                            "penstock_webhook_queue_size 0.0",
                            "penstock_webhook_dead_letters 0.0",
                            "penstock_webhook_queue_errors_total{problem=\"full\"} 0.0",
                            "penstock_event_queue_size{destination=\"crm\"} 0.0",
                            "penstock_event_dead_letters{destination=\"crm\"} 0.0",
                            "penstock_event_queue_errors_total{destination=\"crm\",problem=\"failed\"} 0.0")
                    .anyMatch(line -> line.startsWith("penstock_event_queue_lag_seconds{destination=\"crm\"}"))
                    .anyMatch(line -> line.startsWith("penstock_webhook_queue_lag_seconds "));

            assertThat(deliver(gateway)).isEqualTo(200);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(scrape(gateway).lines())
                            .contains("penstock_event_queue_size{destination=\"crm\"} 1.0"));
        }
    }

    private int deliver(ConfiguredGateway gateway) throws Exception {
        var body = STATUS.getBytes(StandardCharsets.UTF_8);
        try (var client = HttpClient.newHttpClient()) {
            var post = HttpRequest.newBuilder(gateway.uri().resolve("/webhooks/meta"))
                    .header("X-Hub-Signature-256", business.signature().sign(body))
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            return client.send(post, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void tenantsAreCountedFromWhenTheyComeAndTheirNumberIsBounded() throws Exception {
        var tenants = Files.createDirectory(directory.resolve("tenants"));
        for (int i = 0; i < 103; i++) {
            Files.writeString(tenants.resolve("t%d.yaml".formatted(i)), business.tenantYaml("day"));
        }
        Files.writeString(tenants.resolve("wrong.yaml"), "flows: none\n");
        try (var gateway = start("tenants: {directory: tenants}\n", "")) {
            assertThat(scrape(gateway).lines())
                    .contains("penstock_tenants_loaded 0.0", "penstock_tenant_failures_total 0.0");
            for (int i = 0; i < 103; i++) {
                assertThat(business.day(gateway.uri().resolve("/flows/t%d/day".formatted(i))))
                        .isEqualTo("one mon");
            }
            business.pickMonday(gateway.uri().resolve("/flows/wrong/day"));

            var page = scrape(gateway);
            assertThat(page.lines())
                    .contains(
                            "penstock_tenants_loaded 103.0",
                            "penstock_tenant_failures_total 1.0",
                            "penstock_backend_requests_total{flow=\"day\",outcome=\"answered\",tenant=\"t0\"} 1.0",
                            "penstock_backend_requests_total{flow=\"other\",outcome=\"answered\",tenant=\"other\"} 3.0",
                            "penstock_requests_total{action=\"data_exchange\",flow=\"day\",outcome=\"answered\","
                                    + "screen=\"DAY\",tenant=\"t99\"} 1.0",
                            "penstock_requests_total{action=\"data_exchange\",flow=\"other\",outcome=\"answered\","
                                    + "screen=\"none\",tenant=\"other\"} 3.0");
            assertThat(Stream.of("t100", "t101", "t102")).noneMatch(name -> page.contains(name));
        }
    }
}
