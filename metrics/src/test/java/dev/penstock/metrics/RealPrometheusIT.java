package dev.penstock.metrics;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.json.StrictJson;
import dev.penstock.test.Canary;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a real server; the board and the alerts go by what it found. */
class RealPrometheusIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static String rules() throws Exception {
        return Files.readString(Tool.monitoring().resolve("penstock-alerts.yml"));
    }

    /** The same rules where minutes are seconds and an hour is a minute, so that alerts come and go while one waits. */
    private static String hurried(String rules) {
        var seconds = Pattern.compile("\\[(\\d+)m]").matcher(rules).replaceAll("[$1s]");
        return seconds.replace("[1h]", "[60s]").replaceAll("for: (\\d+)m", "for: $1s");
    }

    private static Prometheus prometheus(ServedShop shop, Path folder, String rules) throws Exception {
        return Prometheus.scraping(shop.page().getPort(), folder, rules);
    }

    @Test
    void everyPanelOfTheBoardShowsSomething(@TempDir Path folder) throws Exception {
        try (var shop = ServedShop.start()) {
            shop.metrics.counted(MemoryWebhookQueue.create());
            shop.metrics.keyAtMeta("1234", () -> KeyStatus.VALID);
            try (var prometheus = prometheus(shop, folder, rules())) {
                prometheus.awaitScrape();
                converse(shop);

                for (var panel : panels()) {
                    for (var expression : panel.expressions()) {
                        await().atMost(LONG)
                                .untilAsserted(() -> assertThat(prometheus.query(expression))
                                        .as(panel.title() + ": " + expression)
                                        .isNotEmpty());
                    }
                }
                assertThat(prometheus.query("{__name__=~\"penstock.*\"}"))
                        .isNotEmpty()
                        .allSatisfy(sample ->
                                assertThat(sample.labels().toString()).doesNotContainIgnoringCase(Canary.CANARY));
            }
        }
    }

    private static void converse(ServedShop shop) throws Exception {
        shop.ask(Conversation.PING);
        shop.ask(Conversation.INIT);
        shop.ask(dataExchange("FORM", Canary.PLANTED_DATA, Canary.CANARY));
        shop.ask(dataExchange("FAILS", Canary.PLANTED_DATA, Canary.CANARY));
        shop.post(EndpointRequest.of(new byte[3], ""));
    }

    private record Panel(String title, List<String> expressions) {}

    /** With what Grafana would fill in. */
    @SuppressWarnings("unchecked")
    private static List<Panel> panels() throws Exception {
        var board = StrictJson.readObject(Files.readAllBytes(Tool.monitoring().resolve("penstock-board.json")));
        var panels = new ArrayList<Panel>();
        for (var panel : (List<Map<String, Object>>) board.getOrDefault("panels", List.of())) {
            var targets = (List<Map<String, Object>>) panel.getOrDefault("targets", List.of());
            if (!targets.isEmpty()) {
                panels.add(new Panel(
                        String.valueOf(panel.get("title")),
                        targets.stream()
                                .map(target -> String.valueOf(target.get("expr"))
                                        .replace("$__rate_interval", "1m")
                                        .replace("$flow", ".*")
                                        .replace("$tenant", ".*"))
                                .toList()));
            }
        }
        assertThat(panels).hasSizeGreaterThan(15);
        return panels;
    }

    @Test
    void faultsRaiseTheirAlertsAndNoOthersAndTheyAreResolved(@TempDir Path folder) throws Exception {
        try (var shop = ServedShop.start()) {
            converse(shop); // what is slow for the first time is, before anybody looks
            try (var prometheus = prometheus(shop, folder, hurried(rules()))) {
                prometheus.awaitScrape();
                assertThat(alerts(prometheus)).isEmpty();

                // Meta has another key than this process.
                var stranger = new Phone(BusinessPublicKey.of(PrivateKeys.generate()), TestKeys.APP_SECRET);
                for (int i = 0; i < 3; i++) {
                    assertThat(shop.post(stranger.seal(Conversation.INIT).request()))
                            .isEqualTo(421);
                }
                raises(prometheus, "PenstockUndecryptable");
                resolves(prometheus);

                // A handler fails, for each of many people.
                for (int i = 0; i < 60; i++) {
                    shop.ask(dataExchange("FAILS", "{\"i\":%d}".formatted(i)));
                }
                raises(
                        prometheus,
                        "PenstockErrorRate10",
                        "PenstockErrorRate5",
                        "PenstockErrorRate50",
                        "PenstockErrorRateEarly");
                resolves(prometheus);

                // A handler is slow.
                for (int i = 0; i < 4; i++) {
                    shop.ask(dataExchange("SLOW", "{\"i\":%d}".formatted(i)));
                }
                raises(prometheus, "PenstockLatency1s", "PenstockLatencyEarly");
                resolves(prometheus);
            }
        }
    }

    /** Without those about scrapes that come to nothing: each has one second, and this machine may be busy. */
    private static List<String> alerts(Prometheus prometheus) throws Exception {
        return prometheus.alerts().stream()
                .filter(alert -> !alert.equals("PenstockDown") && !alert.equals("PenstockAvailability90"))
                .toList();
    }

    /** All of these at one moment, and at no moment another. */
    private static void raises(Prometheus prometheus, String... expected) {
        var seen = new TreeSet<String>();
        await().atMost(LONG).untilAsserted(() -> {
            var now = alerts(prometheus);
            seen.addAll(now);
            assertThat(now).containsExactly(expected);
        });
        assertThat(seen).containsExactly(expected);
    }

    private static void resolves(Prometheus prometheus) {
        await().atMost(LONG).untilAsserted(() -> assertThat(alerts(prometheus)).isEmpty());
    }
}
