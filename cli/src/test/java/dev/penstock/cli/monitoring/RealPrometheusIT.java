package dev.penstock.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.penstock.cli.Project;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** A real Prometheus scrapes a gateway under load, a real Alertmanager tells; the board goes by what was found. */
class RealPrometheusIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    /** How many processes may wait for each processor. */
    private static final double MOST_LOAD = 4;

    /** One fault each, and what it raises. A key that Meta has and this process has not makes all requests fail. */
    private static final Set<String> EXPECTED = Stream.of(
                    errors("failing"),
                    errors("backend-down"),
                    errors("wrong-key"),
                    Stream.of(
                            "PenstockBackendLeftAlone backend-down",
                            "PenstockUndecryptable wrong-key",
                            "PenstockLatency1s slow",
                            "PenstockLatencyEarly slow"))
            .flatMap(each -> each)
            .collect(Collectors.toCollection(TreeSet::new));

    /** The example of the Alertmanager silences what something worse says already. */
    private static final Set<String> TOLD = EXPECTED.stream()
            .filter(alert -> !alert.matches("Penstock(ErrorRate(5|10|Early)|LatencyEarly) .*"))
            .collect(Collectors.toCollection(TreeSet::new));

    private static Stream<String> errors(String flow) {
        return Stream.of("5", "10", "50", "Early").map(step -> "PenstockErrorRate%s %s".formatted(step, flow));
    }

    private static String file(String name) throws Exception {
        return Files.readString(Project.root().resolve("docs/monitoring").resolve(name));
    }

    /** The same rules where minutes are parts of a second, so that alerts come and go while one waits. */
    private static String hurried(String rules) {
        return rules.replace("[5m]", "[5s]")
                .replace("[10m]", "[8s]")
                .replace("[30m]", "[15s]")
                .replace("[1h]", "[20s]")
                .replaceAll("for: \\d+m", "for: 1s");
    }

    @Test
    void faultsRaiseExactlyTheirAlertsWhichAreToldAndResolvedAndTheBoardShowsThem(@TempDir Path folder)
            throws Exception {
        try (var gateway = new WatchedGateway(Files.createDirectory(folder.resolve("gateway")));
                var told = Told.start();
                var alertmanager = Alertmanager.telling(told.port(), folder, file("alertmanager.yml"))) {
            gateway.warmUp(); // before anybody looks
            alertmanager.awaitReady();
            try (var prometheus = Prometheus.scraping(
                    gateway.adminPort(), folder, hurried(file("penstock-alerts.yml")), alertmanager.port())) {
                prometheus.awaitScrape();
                var begin = Instant.now();
                assertThat(alerts(prometheus)).isEmpty();

                var seen = new TreeSet<String>();
                gateway.injectFaults();
                var faulty = gateway.load(true);
                await().atMost(LONG).untilAsserted(() -> {
                    seen.addAll(alerts(prometheus));
                    assertThat(seen).containsAll(EXPECTED);
                    assertThat(told.firing()).containsAll(TOLD);
                });
                faulty.shutdownNow();

                gateway.mendFaults();
                var healthy = gateway.load(false);
                await().atMost(LONG).untilAsserted(() -> {
                    var now = alerts(prometheus);
                    seen.addAll(now);
                    assertThat(now).isEmpty();
                    assertThat(told.resolved()).containsAll(TOLD);
                });
                itIsNoProofIfTheMachineIsTooBusy(seen);
                assertThat(seen).isEqualTo(EXPECTED);
                assertThat(told.firing()).isSubsetOf(EXPECTED);

                everyPanelShowsSomething(prometheus);
                drawTheBoard(prometheus, begin);
                healthy.shutdownNow();
                nothingThatWasTypedIsThere(prometheus, told);
            }
        }
    }

    /** Where dozens of processes wait for a processor, healthy Flows are slow, too, and it is right to say so. */
    private static void itIsNoProofIfTheMachineIsTooBusy(Set<String> seen) {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        double load = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
        boolean isOnlySlow = seen.containsAll(EXPECTED)
                && seen.stream()
                        .filter(alert -> !EXPECTED.contains(alert))
                        .allMatch(alert -> alert.matches("Penstock(Latency\\w+|Overloaded) .*"));
        assumeFalse(
                load > MOST_LOAD && isOnlySlow && seen.size() > EXPECTED.size(),
                () -> "too many processes wait for a processor (%.0f for each): %s".formatted(load, seen));
    }

    /** Without those about scrapes that come to nothing: each has one second, and this machine may be busy. */
    private static Set<String> alerts(Prometheus prometheus) throws Exception {
        var alerts = prometheus.alerts();
        alerts.removeIf(alert -> alert.startsWith("PenstockDown ") || alert.startsWith("PenstockAvailability90 "));
        return alerts;
    }

    private static void everyPanelShowsSomething(Prometheus prometheus) throws Exception {
        for (var panel : Board.read().panels()) {
            for (var query : panel.queries()) {
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(prometheus.query(query.over("1m")))
                                .as(panel.title() + ": " + query.expression())
                                .isNotEmpty());
            }
        }
    }

    /** The picture that README and docs show is one of these. */
    private static void drawTheBoard(Prometheus prometheus, Instant since) throws Exception {
        var board = Board.read();
        var lines = new HashMap<String, List<Prometheus.Line>>();
        for (var panel : board.panels()) {
            for (var query : panel.queries()) {
                lines.computeIfAbsent(panel.title(), title -> new ArrayList<>())
                        .addAll(prometheus.range(query, since, 100));
            }
        }
        var svg = BoardSvg.of(
                board,
                lines,
                "Drawn by BoardSvg from a run of %d s with injected faults; half an hour of the rules is 15 s of it."
                        .formatted(Duration.between(since, Instant.now()).toSeconds()));
        Files.writeString(Project.root().resolve("cli/target/penstock-board.svg"), svg);
        var drawn =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(drawn.getElementsByTagName("polyline").getLength())
                .isGreaterThanOrEqualTo(board.panels().stream()
                        .mapToInt(panel -> panel.queries().size())
                        .sum());
        assertThat(svg).doesNotContainIgnoringCase(WatchedGateway.TYPED);
    }

    private static void nothingThatWasTypedIsThere(Prometheus prometheus, Told told) throws Exception {
        assertThat(prometheus.query("{__name__=~\".+\"}"))
                .isNotEmpty()
                .allSatisfy(sample ->
                        assertThat(sample.labels().toString()).doesNotContainIgnoringCase(WatchedGateway.TYPED));
        assertThat(told.messages())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message).doesNotContainIgnoringCase(WatchedGateway.TYPED));
    }
}
