package dev.penstock.metrics;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.event.EndpointLabels;
import dev.penstock.metrics.internal.EndpointMeters;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.ServerStartException;
import dev.penstock.test.Canary;
import dev.penstock.test.Conversation;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server shows on its admin port what happens at its endpoints, in a form that Prometheus takes. */
class MetricsPageIT {

    private static String line(String page, String... fragments) {
        return page.lines()
                .filter(line -> !line.startsWith("#"))
                .filter(line -> List.of(fragments).stream().allMatch(line::contains))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line has " + List.of(fragments) + " in\n" + page));
    }

    @Test
    void oneLineInTheBuilderShowsWhatHappens() throws Exception {
        try (var shop = ServedShop.start()) {
            assertThat(line(shop.scrape(), "penstock_requests_total", "\"init\"", "\"answered\""))
                    .endsWith(" 0.0");

            assertThat(shop.ask(Conversation.INIT)).isEqualTo(200);
            assertThat(shop.ask(dataExchange("FAILS", "{}"))).isEqualTo(200);
            assertThat(shop.post(EndpointRequest.of(new byte[3], ""))).isEqualTo(432);

            var response = shop.get(shop.page());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            var page = response.body();
            assertThat(line(page, "penstock_requests_total", "\"init\"", "\"answered\""))
                    .endsWith(" 1.0");
            assertThat(line(page, "penstock_requests_total", "\"FAILS\"", "\"data_exchange\"", "\"failed\""))
                    .endsWith(" 1.0");
            assertThat(line(page, "penstock_refusals_total", "\"432\"")).endsWith(" 1.0");
            assertThat(line(page, "penstock_request_duration_seconds_bucket", "\"init\"", "le=\"1.0\""))
                    .endsWith(" 1");
            assertThat(line(page, "penstock_server_requests_limit")).doesNotEndWith(" 0.0");
            assertThat(line(page, "penstock_server_opening_limit")).doesNotEndWith(" 0.0");
            assertThat(line(page, "jvm_memory_used_bytes")).isNotBlank();
        }
    }

    @Test
    void whatTheServerRefusesItselfIsCounted() throws Exception {
        try (var shop = ServedShop.start()) {
            shop.get(shop.server.uri().resolve("/nowhere"));
            shop.get(shop.server.uri().resolve("/flows/shop"));

            var page = shop.scrape();
            assertThat(line(page, "penstock_server_refusals_total", "\"404\"")).endsWith(" 1.0");
            assertThat(line(page, "penstock_server_refusals_total", "\"405\"")).endsWith(" 1.0");
            assertThat(line(page, "penstock_server_refusals_total", "\"503\"")).endsWith(" 0.0");
        }
    }

    @Test
    void promtoolFindsNothingToComplainOf() throws Exception {
        var promtool = Tool.named("promtool");
        try (var shop = ServedShop.start()) {
            shop.metrics.counted(MemoryWebhookQueue.create());
            shop.metrics.keyAtMeta("1234", () -> KeyStatus.VALID);
            shop.ask(Conversation.INIT);

            assertThat(promtool.run(shop.scrape(), "check", "metrics")).isEqualTo(new Tool.Run(0, ""));
        }
    }

    @Test
    void openMetricsAreGivenToWhoAsksForThem() throws Exception {
        try (var shop = ServedShop.start()) {
            var response = shop.get(
                    shop.page(), "Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2");

            assertThat(response.headers().firstValue("content-type").orElseThrow())
                    .startsWith("application/openmetrics-text");
            assertThat(response.body()).endsWith("# EOF\n");
        }
    }

    @Test
    void nothingButGetIsTaken() throws Exception {
        try (var shop = ServedShop.start();
                var client = HttpClient.newHttpClient()) {
            var post = HttpRequest.newBuilder(shop.page())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();

            assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void metricsNeedAnAdminPort() {
        try (var metrics = PenstockMetrics.create()) {
            var builder = PenstockServer.builder()
                    .port(0)
                    .endpoint(Conversation.with(Flow.named("shop").onInit(request -> NextScreen.of("FORM"))).endpoint)
                    .metrics(metrics);

            assertThatThrownBy(builder::start)
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("adminPort");
        }
    }

    @Test
    void serverWithoutMetricsShowsNone() throws Exception {
        try (var server = PenstockServer.builder()
                        .port(0)
                        .adminPort(0)
                        .endpoint(
                                Conversation.with(Flow.named("shop").onInit(request -> NextScreen.of("FORM"))).endpoint)
                        .start();
                var client = HttpClient.newHttpClient()) {
            URI page = server.adminUri().orElseThrow().resolve("/metrics");
            assertThat(client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void nothingThatWasTypedIsOnThePage() throws Exception {
        try (var shop = ServedShop.start()) {
            for (var screen : List.of("FORM", "FAILS", Canary.CANARY)) {
                shop.ask(dataExchange(screen, Canary.PLANTED_DATA, Canary.CANARY));
            }
            shop.ask(dataExchange(
                    "FORM", "{\"error\":\"%1$s\",\"error_message\":\"%1$s\"}".formatted(Canary.CANARY), Canary.CANARY));
            shop.get(shop.server.uri().resolve("/" + Canary.CANARY));

            assertThat(shop.scrape()).contains("penstock_requests_total").doesNotContainIgnoringCase(Canary.CANARY);
        }
    }

    @Test
    void pageOfManyTenantsIsBounded() throws Exception {
        try (var metrics = PenstockMetrics.create(100)) {
            var listener = metrics.listener();
            var screens =
                    IntStream.range(0, 20).mapToObj("SCREEN_%d"::formatted).collect(Collectors.toSet());
            for (int i = 0; i < 10_000; i++) {
                listener.at(new EndpointLabels("flow", Optional.of("tenant-" + i), screens));
            }

            var lines = metrics.page("").text().lines().count();
            assertThat(lines).isLessThan(100_000);
            assertThat(Pattern.compile("tenant=\"tenant-\\d+\"")
                            .matcher(metrics.page("").text())
                            .results()
                            .map(MatchResult::group)
                            .distinct())
                    .hasSize(100);
            assertThat(EndpointMeters.MAX_SCREENS).isGreaterThanOrEqualTo(20);
        }
    }
}
