package dev.penstock.conformance.report;

import dev.penstock.conformance.ConformanceReport;
import dev.penstock.conformance.ConformanceResult;
import dev.penstock.conformance.Verdict.Kind;
import java.time.Duration;
import java.util.Locale;

/** Writes a report as JUnit XML, which build servers show. A warning is a passed test with output. */
public final class JUnitXmlReport {

    private JUnitXmlReport() {}

    /**
     * Writes a report.
     *
     * @param report the report
     * @return an XML document, to be stored as UTF-8
     */
    public static String of(ConformanceReport report) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        var total = report.results().stream().map(ConformanceResult::took).reduce(Duration.ZERO, Duration::plus);
        xml.append(("<testsuite name=\"penstock conform %s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\""
                        + " time=\"%s\">%n")
                .formatted(
                        escape(report.endpoint().toString()),
                        report.results().size(),
                        report.count(Kind.FAIL),
                        report.count(Kind.NOT_JUDGED),
                        seconds(total)));
        report.results().forEach(result -> testCase(xml, result));
        return xml.append("</testsuite>\n").toString();
    }

    private static void testCase(StringBuilder xml, ConformanceResult result) {
        xml.append("  <testcase classname=\"penstock.conform.%s\" name=\"%s\" time=\"%s\""
                .formatted(result.scenario().group(), escape(result.scenario().name()), seconds(result.took())));
        switch (result.verdict().kind()) {
            case PASS -> xml.append("/>\n");
            case FAIL -> close(xml, "<failure message=\"%s\">%s</failure>".formatted(came(result), text(result)));
            case NOT_JUDGED -> close(xml, "<skipped message=\"%s\"/>".formatted(came(result)));
            case WARNING -> close(xml, "<system-out>%s</system-out>".formatted(text(result)));
        }
    }

    private static void close(StringBuilder xml, String content) {
        xml.append(">").append(content).append("</testcase>\n");
    }

    private static String came(ConformanceResult result) {
        return escape(result.verdict().came());
    }

    private static String text(ConformanceResult result) {
        return escape(result.explanation());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }

    private static String escape(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    /** XML has no way at all to write most control characters. */
    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }
}
