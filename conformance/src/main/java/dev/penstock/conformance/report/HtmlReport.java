package dev.penstock.conformance.report;

import dev.penstock.conformance.ConformanceReport;
import dev.penstock.conformance.ConformanceResult;
import dev.penstock.conformance.Verdict.Kind;
import dev.penstock.conformance.internal.HtmlPage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a report as one HTML file that needs nothing else, neither script nor network. */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * Writes a report.
     *
     * @param report the report
     * @param at when it was made
     * @return an HTML document, to be stored as UTF-8
     */
    public static String of(ConformanceReport report, Instant at) {
        return HtmlPage.of("Conformance of " + report.endpoint(), LIGHT, DARK, STYLE, """
                <header>
                <p class="kicker">Penstock conformance</p>
                <h1>%s</h1>
                <p class="endpoint"><code>%s</code> · %s</p>
                %s
                </header>
                %s
                %s
                """.formatted(
                        headline(report),
                        HtmlPage.escape(report.endpoint().toString()),
                        HtmlPage.time(at),
                        counts(report),
                        problems(report),
                        groups(report)));
    }

    private static String headline(ConformanceReport report) {
        long failed = report.count(Kind.FAIL);
        if (failed > 0) {
            return failed == 1 ? "One thing fails" : "%d things fail".formatted(failed);
        }
        long warnings = report.count(Kind.WARNING);
        return warnings == 0
                ? "Nothing fails"
                : "Nothing fails, %d %s".formatted(warnings, warnings == 1 ? "warning" : "warnings");
    }

    private static String counts(ConformanceReport report) {
        var bar = new StringBuilder("<div class=\"bar\" role=\"img\" aria-label=\"%s\">".formatted(report.summary()));
        var legend = new StringBuilder("<ul class=\"counts\">");
        for (var kind : List.of(Kind.FAIL, Kind.WARNING, Kind.PASS, Kind.NOT_JUDGED)) {
            long count = report.count(kind);
            if (count > 0) {
                bar.append("<span class=\"%s\" style=\"flex:%d\"></span>".formatted(css(kind), count));
            }
            legend.append("<li><b class=\"%s\">%d</b> %s</li>".formatted(css(kind), count, label(kind)));
        }
        return bar.append("</div>").append(legend).append("</ul>").toString();
    }

    private static String problems(ConformanceReport report) {
        var problems = report.results().stream()
                .filter(r -> r.verdict().kind() == Kind.FAIL || r.verdict().kind() == Kind.WARNING)
                .sorted(java.util.Comparator.comparing(r -> r.verdict().kind()))
                .toList();
        if (problems.isEmpty()) {
            return "";
        }
        return problems.stream()
                .map(HtmlReport::card)
                .collect(Collectors.joining("\n", "<section><h2>What to put right</h2>\n", "</section>"));
    }

    private static String card(ConformanceResult result) {
        var scenario = result.scenario();
        return """
                <article class="card %s">
                <h3><span class="badge %s">%s</span> <code>%s</code></h3>
                <p class="came">%s</p>
                <dl>
                <dt>Sent</dt><dd>%s</dd>
                <dt>Expected</dt><dd>%s <span class="quiet">(%s)</span></dd>
                <dt>Why it matters</dt><dd>%s</dd>
                <dt>How to fix it</dt><dd>%s</dd>
                </dl>
                </article>""".formatted(
                        css(result.verdict().kind()),
                        css(result.verdict().kind()),
                        result.verdict().kind().words(),
                        HtmlPage.escape(scenario.id()),
                        HtmlPage.escape(result.verdict().came()),
                        HtmlPage.escape(scenario.sends()),
                        HtmlPage.escape(scenario.expects()),
                        scenario.confidence().words(),
                        HtmlPage.escape(scenario.why()),
                        HtmlPage.escape(scenario.fix()));
    }

    private static String groups(ConformanceReport report) {
        Map<String, List<ConformanceResult>> groups = report.results().stream()
                .collect(Collectors.groupingBy(r -> r.scenario().group(), LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue()))
                .collect(Collectors.joining("\n", "<section><h2>All scenarios</h2>\n", "</section>"));
    }

    private static String group(String name, List<ConformanceResult> results) {
        var rows = results.stream().map(HtmlReport::row).collect(Collectors.joining("\n"));
        long passed =
                results.stream().filter(r -> r.verdict().kind() == Kind.PASS).count();
        return """
                <details%s><summary><span class="group">%s</span><span class="quiet">%d of %d passed</span></summary>
                <table><tbody>
                %s
                </tbody></table></details>""".formatted(
                        passed < results.size() ? " open" : "", HtmlPage.escape(name), passed, results.size(), rows);
    }

    private static String row(ConformanceResult result) {
        return """
                <tr><td><span class="badge %s">%s</span></td><td><b>%s</b><br><span class="quiet">%s</span></td><td>%s</td><td class="time">%s ms</td></tr>""".formatted(
                        css(result.verdict().kind()),
                        result.verdict().kind().words(),
                        HtmlPage.escape(result.scenario().name()),
                        HtmlPage.escape(result.scenario().sends()),
                        HtmlPage.escape(result.verdict().came()),
                        result.took().toMillis());
    }

    private static String css(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String label(Kind kind) {
        return switch (kind) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case WARNING -> "warnings";
            case NOT_JUDGED -> "not judged";
        };
    }

    private static final String LIGHT = "--pass:#1f8a5b;--fail:#c4372b;--warning:#b7791f;--not-judged:#8a9590";

    private static final String DARK = "--pass:#4cc38a;--fail:#ff7a6b;--warning:#e5b454;--not-judged:#75817b";

    private static final String STYLE = """
            main{max-width:60rem}
            h1{margin:.1rem 0 .4rem;font-size:2.25rem;line-height:1.15}
            h2{margin:3rem 0 1rem;font-size:1.25rem}
            .endpoint{margin:0 0 1.5rem;color:var(--quiet);overflow-wrap:anywhere}
            .quiet{font-weight:400}
            .bar{display:flex;gap:3px;height:14px;border-radius:7px;overflow:hidden}
            .bar .pass{background:var(--pass)}.bar .fail{background:var(--fail)}
            .bar .warning{background:var(--warning)}.bar .not-judged{background:var(--not-judged);opacity:.45}
            .counts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:.9rem 0 0;padding:0;list-style:none;color:var(--quiet)}
            .counts b{font-size:1.5rem;margin-right:.15rem;font-variant-numeric:tabular-nums}
            b.pass{color:var(--pass)}b.fail{color:var(--fail)}b.warning{color:var(--warning)}b.not-judged{color:var(--not-judged)}
            .card{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--quiet);border-radius:8px;
              padding:1rem 1.25rem;margin:0 0 1rem}
            .card.fail{border-left-color:var(--fail)}.card.warning{border-left-color:var(--warning)}
            .card h3{margin:0;font-size:1rem}.came{margin:.5rem 0 .75rem;font-size:1.0625rem}
            dl{display:grid;grid-template-columns:8.5rem 1fr;gap:.3rem 1rem;margin:0;font-size:.9375rem}
            dt{color:var(--quiet)}dd{margin:0}
            .badge{display:inline-block;padding:.05rem .5rem;border-radius:1rem;border:1px solid currentColor;
              font:600 .75rem/1.5 system-ui,sans-serif;white-space:nowrap}
            .badge.pass{color:var(--pass)}.badge.fail{color:var(--fail)}.badge.warning{color:var(--warning)}
            .badge.not-judged{color:var(--not-judged)}
            details{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:0 0 .6rem;overflow:hidden}
            summary{display:flex;justify-content:space-between;align-items:baseline;padding:.65rem 1.25rem;cursor:pointer}
            .group{font-weight:600}
            table{width:100%;border-collapse:collapse;font-size:.9375rem}
            td{padding:.55rem .5rem;border-top:1px solid var(--line);vertical-align:top}
            td:first-child{padding-left:1.25rem;width:7.5rem}td:last-child{padding-right:1.25rem}
            td:nth-child(2){width:45%}
            .time{text-align:right;white-space:nowrap;color:var(--quiet);font-variant-numeric:tabular-nums}
            @media (max-width:42rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}td{display:block;border:0;padding:.15rem 1.25rem}
              td:first-child{border-top:1px solid var(--line);padding-top:.7rem}td:nth-child(2){width:auto}td:last-child{text-align:left;padding-bottom:.7rem}}
            """;
}
