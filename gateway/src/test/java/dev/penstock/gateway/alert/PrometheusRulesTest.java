package dev.penstock.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.metrics.text.Exposition;
import dev.penstock.metrics.text.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The notifier raises what a Prometheus raises: the tests that are written for promtool, in
 * docs/monitoring/penstock-alerts.test.yml, hold for both.
 */
class PrometheusRulesTest {

    private static final Path TESTS = Path.of("../docs/monitoring/penstock-alerts.test.yml");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Pattern NAMES = Pattern.compile("alertname=~\"([^\"]+)\"");

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String name) {
        return (List<Map<String, Object>>) of.getOrDefault(name, List.of());
    }

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> everyTestForPromtoolHoldsHereToo() throws IOException {
        var file =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(TESTS));
        assertThat(list(file, "tests")).hasSizeGreaterThan(30);
        return list(file, "tests").stream().map(test -> dynamicTest(String.valueOf(test.get("name")), () -> run(test)));
    }

    private static void run(Map<String, Object> test) {
        var series = list(test, "input_series").stream().map(Series::of).toList();
        var watch = new AlertWatch(AlertRules.load(), Map.of(), MINUTE);
        var raised = new ArrayList<List<String>>();
        int last = list(test, "promql_expr_test").stream()
                .mapToInt(check -> minute(check))
                .max()
                .orElse(0);
        for (int minute = 0; minute <= last; minute++) {
            int at = minute;
            raised.add(watch
                    .look(
                            Instant.EPOCH.plus(MINUTE.multipliedBy(minute)),
                            series.stream().flatMap(one -> one.at(at).stream()).toList())
                    .stream()
                    .map(Alert::name)
                    .distinct()
                    .sorted()
                    .toList());
        }
        for (var check : list(test, "promql_expr_test")) {
            var names = NAMES.matcher(String.valueOf(check.get("expr")));
            var wanted = Pattern.compile(names.find() ? names.group(1) : ".*");
            assertThat(raised.get(minute(check)).stream()
                            .filter(name -> wanted.matcher(name).matches()))
                    .as("after " + check.get("eval_time"))
                    .containsExactlyElementsOf(list(check, "exp_samples").stream()
                            .map(sample ->
                                    String.valueOf(sample.get("labels")).replaceAll(".*alertname=\"([^\"]+)\".*", "$1"))
                            .sorted()
                            .toList());
        }
    }

    private static int minute(Map<String, Object> check) {
        return (int) ExpressionReader.durationOf(String.valueOf(check.get("eval_time")))
                .toMinutes();
    }

    /** A series as promtool writes it, with a value each minute. */
    private record Series(Sample.Series series, List<Double> values) {

        static Series of(Map<String, Object> input) {
            var text = String.valueOf(input.get("series"));
            boolean isOurs = text.startsWith("penstock_");
            var read = Exposition.read((isOurs ? "" : "penstock_") + text + " 0")
                    .getFirst()
                    .series();
            var name = isOurs ? read.name() : read.name().replaceFirst("penstock_", "");
            return new Series(new Sample.Series(name, read.labels()), values(String.valueOf(input.get("values"))));
        }

        /** Such as {@code 0+60x180 7x3}. */
        private static List<Double> values(String text) {
            var values = new ArrayList<Double>();
            for (var part : text.split(" ", -1)) {
                var numbers =
                        Pattern.compile("([0-9.]+)(?:([+])([0-9.]+))?x([0-9]+)").matcher(part);
                assertThat(numbers.matches()).as(part).isTrue();
                double step = numbers.group(2) == null ? 0 : Double.parseDouble(numbers.group(3));
                for (int i = 0; i <= Integer.parseInt(numbers.group(4)); i++) {
                    values.add(Double.parseDouble(numbers.group(1)) + step * i);
                }
            }
            return List.copyOf(values);
        }

        List<Sample> at(int minute) {
            return minute < values.size() ? List.of(new Sample(series, values.get(minute))) : List.of();
        }
    }

    @Test
    void everySummaryIsFilled() {
        var labels = Map.of("flow", "booking", "tenant", "none", "instance", "a:8081");
        assertThat(AlertRules.load().rules())
                .hasSizeGreaterThan(25)
                .allSatisfy(rule -> assertThat(AlertSummary.fill(rule.summary(), labels, 0.125))
                        .isNotBlank()
                        .doesNotContain("{{", "}}"));
        assertThat(AlertSummary.fill("{{ $labels.flow }}: {{ $value | humanizePercentage }}", labels, 0.125))
                .isEqualTo("booking: 12.5 %");
        assertThat(AlertSummary.fill("{{ $value | humanizeDuration }} {{ $value }}", labels, 5))
                .isEqualTo("5.0 s 5");
    }

    @Test
    void worseAndBetterOfTheSameAreOneKind() {
        assertThat(AlertRules.load().rules().stream().map(AlertRule::kind).collect(Collectors.toSet()))
                .contains("PenstockErrorRate", "PenstockLatency", "PenstockCertificate", "PenstockQueueLag")
                .doesNotContain("PenstockErrorRate5", "PenstockLatencyEarly", "PenstockCertificate14Days");
    }

    @Test
    void aRuleThatIsBeyondWhatIsKnownIsRefused() {
        for (var text : List.of(
                "quantile(0.9, penstock_x)",
                "penstock_x[5m]",
                "rate(penstock_x[5m]",
                "sum by (flow (penstock_x)",
                "penstock_x{flow=~booking}",
                "penstock_x or penstock_y",
                "deriv(penstock_x[5m]) > 1",
                "penstock_x > %")) {
            assertThatThrownBy(() -> ExpressionReader.read(text, Map.of()))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
