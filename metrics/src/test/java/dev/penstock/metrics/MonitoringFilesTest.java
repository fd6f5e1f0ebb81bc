package dev.penstock.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The files that people copy to monitor an endpoint are ones that Prometheus and its Alertmanager take. */
class MonitoringFilesTest {

    private static final Path FOLDER = Tool.monitoring();

    private static String path(String name) {
        return FOLDER.resolve(name).toString();
    }

    private static String text(String name) throws Exception {
        return Files.readString(FOLDER.resolve(name));
    }

    @Test
    void rulesAreRules() throws Exception {
        assertThat(Tool.named("promtool").run("", "check", "rules", path("penstock-alerts.yml")))
                .satisfies(run -> assertThat(run.said()).contains("SUCCESS"))
                .satisfies(run -> assertThat(run.exitCode()).isZero());
    }

    @Test
    void alertsAreRaisedWhenTheyShouldBeAndNoOthersAre() throws Exception {
        assertThat(Tool.named("promtool").run("", "test", "rules", path("penstock-alerts.test.yml")))
                .satisfies(run -> assertThat(run.said()).contains("SUCCESS"))
                .satisfies(run -> assertThat(run.exitCode()).isZero());
    }

    @Test
    void exampleOfPrometheusIsAConfiguration() throws Exception {
        assertThat(Tool.named("promtool").run("", "check", "config", path("prometheus.yml")))
                .satisfies(run -> assertThat(run.said()).contains("SUCCESS"))
                .satisfies(run -> assertThat(run.exitCode()).isZero());
    }

    @Test
    void exampleOfTheAlertmanagerIsAConfiguration() throws Exception {
        assertThat(Tool.named("amtool").run("", "check-config", path("alertmanager.yml")))
                .satisfies(run -> assertThat(run.said()).contains("SUCCESS"))
                .satisfies(run -> assertThat(run.exitCode()).isZero());
    }

    @Test
    void everyAlertIsTestedAndHasItsPlaceInTheRunbook() throws Exception {
        var rules = text("penstock-alerts.yml");
        var tests = text("penstock-alerts.test.yml");
        var headings = Pattern.compile("(?m)^## (.*)$")
                .matcher(text("runbook.md"))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());

        var alerts = Pattern.compile("alert: (\\w+)").matcher(rules).results().map(alert -> alert.group(1));
        assertThat(alerts)
                .hasSizeGreaterThan(20)
                .allSatisfy(alert -> assertThat(tests).contains("alertname=\"" + alert + "\""));
        var places = Pattern.compile("runbook_url: docs/monitoring/runbook.md#(\\S+)")
                .matcher(rules)
                .results()
                .map(place -> place.group(1))
                .toList();
        assertThat(places).isNotEmpty();
        assertThat(headings).containsExactlyInAnyOrderElementsOf(new TreeSet<>(places));
    }

    /** A series that is not there makes an alert silent. */
    @Test
    void everyMetricOfTheRulesIsOneThatThereIs() throws Exception {
        var documented = Files.readString(FOLDER.resolveSibling("reference").resolve("metrics.md"));

        assertThat(Pattern.compile("penstock_[a-z_]+")
                        .matcher(text("penstock-alerts.yml") + text("runbook.md"))
                        .results()
                        .map(MatchResult::group)
                        .map(name -> name.replaceFirst("_(bucket|count|sum)$", ""))
                        .distinct())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(documented).contains("`" + name + "`"));
    }
}
