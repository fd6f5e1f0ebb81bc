package dev.penstock.conformance.load;

import dev.penstock.conformance.internal.HtmlPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Writes a result as one HTML file with pictures, which needs neither script nor network. */
public final class LoadHtmlReport {

    /** The picture reaches to 99.99 %: four decades of ever rarer requests, each as wide as the others. */
    private static final double DECADES = 4;

    private LoadHtmlReport() {}

    /**
     * Writes a result.
     *
     * @param result the result
     * @param at when it was measured
     * @return an HTML document, to be stored as UTF-8
     */
    public static String of(LoadResult result, Instant at) {
        var rating = AlertRating.of(result);
        return HtmlPage.of("Load on " + result.plan().endpoint(), LIGHT, DARK, STYLE, """
                <p class="kicker">Penstock load</p>
                <h1 class="%s">%s</h1>
                <p class="quiet"><code>%s</code> · %s · %s · %d s measured after %d s to warm up</p>
                %s
                <ul class="tiles">%s</ul>
                <h2>How long answers took</h2>
                <p class="quiet">Each step to the right is ten times rarer. Times count from when a request was due; the thin line counts from when it went out.</p>
                %s
                <h2>Second by second</h2>
                <p class="quiet">By when requests were due. Red bars are the share that failed.</p>
                %s
                <h2>In numbers</h2>
                %s
                <p class="quiet">Meta's thresholds: p90 of 1, 5 and 7 s and errors of 5, 10 and 50 %% in 30 minutes, availability below 90 %% in 10 minutes. This run is rated as though a whole window were like it. Meta measures from its own servers, so the way there comes on top.</p>
                """.formatted(
                        rating.isAlert() ? "bad" : "good",
                        HtmlPage.escape(rating.sentence()),
                        HtmlPage.escape(result.plan().endpoint().toString()),
                        HtmlPage.time(at),
                        HtmlPage.escape(result.plan().asks()),
                        result.plan().duration().toSeconds(),
                        result.plan().warmUp().toSeconds(),
                        beware(result),
                        tiles(result),
                        percentileChart(result),
                        timeChart(result),
                        table(result)));
    }

    private static String beware(LoadResult result) {
        return result.generatorWasLate()
                ? ("<p class=\"beware\">The generator itself was late by up to %s, so these times say little of the"
                                + " endpoint: use a machine of its own, or a lower rate.</p>")
                        .formatted(Times.words(result.lateness().maxMillis()))
                : "";
    }

    private static String tiles(LoadResult result) {
        return tile("asked a second", Times.number(result.plan().rate()))
                + tile("answered a second", Times.number(Math.rint(result.answeredPerSecond() * 10) / 10))
                + tile("median", Times.words(result.latency().percentileMillis(50)))
                + tile("p90", Times.words(result.latency().percentileMillis(90)))
                + tile("p99", Times.words(result.latency().percentileMillis(99)))
                + tile("errors", String.format(Locale.ROOT, "%.1f %%", result.errorPercent()));
    }

    private static String tile(String name, String value) {
        return "<li><b>%s</b>%s</li>".formatted(value, name);
    }

    private static String percentileChart(LoadResult result) {
        var chart = chart("Latency by percentile", result);
        for (var percentile : List.of("0", "90", "99", "99.9", "99.99")) {
            chart.tick(share(Double.parseDouble(percentile)), percentile + " %");
        }
        chart.curve("thin", curve(result.serviceTime()), "");
        chart.curve(
                "main", curve(result.latency()), Times.words(result.latency().percentileMillis(99.99)));
        for (double percentile : List.of(50.0, 90.0, 99.0, 99.9)) {
            double millis = result.latency().percentileMillis(percentile);
            chart.dot("main", share(percentile), millis, "p%s: %s".formatted(percentile, Times.words(millis)));
        }
        return chart.svg();
    }

    private static List<double[]> curve(LatencyHistogram histogram) {
        var points = new ArrayList<double[]>();
        if (histogram.count() > 0) {
            for (double share = 0; share <= 1.0001; share += 0.005) {
                double percentile = 100 - 100 / Math.pow(10, share * DECADES);
                points.add(new double[] {share, histogram.percentileMillis(percentile)});
            }
        }
        return points;
    }

    private static double share(double percentile) {
        return Math.log10(100 / (100 - percentile)) / DECADES;
    }

    private static String timeChart(LoadResult result) {
        var chart = chart("Latency by second", result);
        var seconds = result.seconds();
        int step = Math.max(1, (int) Math.ceil(seconds.size() / 10.0));
        for (int i = 0; i < seconds.size(); i += step) {
            chart.tick(middle(i, seconds.size()), i + 1 + " s");
        }
        for (var second : seconds) {
            if (second.failed() > 0) {
                double part = (double) second.failed() / (second.failed() + second.answered());
                chart.failures(
                        (double) second.second() / seconds.size(),
                        1.0 / seconds.size(),
                        part,
                        "second %d: %d failed".formatted(second.second() + 1, second.failed()));
            }
        }
        return chart.curve("p99", line(seconds, LoadResult.Second::p99), "p99")
                .curve("p90", line(seconds, LoadResult.Second::p90), "p90")
                .curve("main", line(seconds, LoadResult.Second::p50), "median")
                .svg();
    }

    private static List<double[]> line(List<LoadResult.Second> seconds, ToDoubleFunction<LoadResult.Second> time) {
        return seconds.stream()
                .filter(second -> second.answered() + second.failed() > 0)
                .map(second -> new double[] {middle(second.second(), seconds.size()), time.applyAsDouble(second)})
                .toList();
    }

    private static double middle(int second, int seconds) {
        return (second + 0.5) / seconds;
    }

    private static LogChart chart(String title, LoadResult result) {
        double lowest = Math.min(
                result.latency().percentileMillis(0),
                result.serviceTime().count() == 0 ? 1_000 : result.serviceTime().percentileMillis(0));
        return new LogChart(title, lowest, Math.max(result.latency().maxMillis(), 1_000))
                .threshold(1_000, "alert, 1 s")
                .threshold(5_000, "5 s")
                .threshold(7_000, "7 s");
    }

    private static String table(LoadResult result) {
        var heads = LoadResult.PERCENTILES.stream()
                .map(percentile -> "<th>p%s</th>".formatted(Times.percentile(percentile)))
                .collect(Collectors.joining("", "<tr><th></th>", "<th>max</th></tr>"));
        var failures = result.failures().entrySet().stream()
                .map(failure -> "<li>%,d: %s</li>".formatted(failure.getValue(), HtmlPage.escape(failure.getKey())))
                .collect(Collectors.joining());
        return "<div class=\"wide\"><table>" + heads + row("latency", result.latency())
                + row("service time", result.serviceTime()) + row("generator late by", result.lateness())
                + "</table></div>"
                + (failures.isEmpty() ? "" : "<h3>Failures</h3><ul>" + failures + "</ul>");
    }

    private static String row(String name, LatencyHistogram histogram) {
        return LoadResult.PERCENTILES.stream()
                .map(percentile -> "<td>%s</td>".formatted(Times.words(histogram.percentileMillis(percentile))))
                .collect(Collectors.joining(
                        "", "<tr><th>" + name + "</th>", "<td>" + Times.words(histogram.maxMillis()) + "</td></tr>"));
    }

    private static final String LIGHT = "--good:#1f8a5b;--bad:#c4372b;--main:#0f766e;--p90:#b7791f;--p99:#8b5cf6";

    private static final String DARK = "--good:#4cc38a;--bad:#ff7a6b;--main:#2dd4bf;--p90:#e5b454;--p99:#b49cff";

    private static final String STYLE = """
            h1{max-width:48rem}
            h1.good{color:var(--good)}h1.bad{color:var(--bad)}
            h2{margin:2.75rem 0 .25rem;font-size:1.25rem}h3{margin:1.5rem 0 .25rem;font-size:1rem}
            .quiet{margin:.25rem 0 1rem;max-width:48rem;overflow-wrap:anywhere}
            .beware{border:1px solid var(--bad);border-radius:8px;padding:.75rem 1rem;color:var(--bad)}
            .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;margin:1.5rem 0 0;padding:0;list-style:none}
            .tiles li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;color:var(--quiet);font-size:.875rem}
            .tiles b{display:block;color:var(--ink);font-size:1.375rem;line-height:1.3;font-variant-numeric:tabular-nums}
            svg{display:block;width:100%;height:auto;background:var(--card);border:1px solid var(--line);border-radius:8px}
            svg text{font:12px system-ui,sans-serif}
            .grid{stroke:var(--line)}.label{fill:var(--quiet)}
            .threshold{stroke:var(--bad);stroke-dasharray:5 4}.threshold-label{fill:var(--bad)}
            .curve{fill:none;stroke-width:2.25;stroke-linejoin:round}
            .curve.main{stroke:var(--main)}.curve.p90{stroke:var(--p90);stroke-width:1.75}.curve.p99{stroke:var(--p99);stroke-width:1.75}
            .curve.thin{stroke:var(--quiet);stroke-width:1}
            .name.main{fill:var(--main);font-weight:600}.name.p90{fill:var(--p90);font-weight:600}.name.p99{fill:var(--p99);font-weight:600}
            circle.main{fill:var(--main)}.failed{fill:var(--bad);opacity:.65}
            .wide{overflow-x:auto}
            table{border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
            th,td{padding:.45rem .6rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
            th{font-weight:500;color:var(--quiet)}tr th:first-child{text-align:left}
            """;
}
