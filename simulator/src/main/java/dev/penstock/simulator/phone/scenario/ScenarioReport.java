package dev.penstock.simulator.phone.scenario;

import java.util.List;
import java.util.Locale;

/** Reports on scenarios for machines: JUnit XML, which every CI reads. */
public final class ScenarioReport {

    private ScenarioReport() {}

    /**
     * Writes results as one JUnit test suite.
     *
     * @param results the results
     * @return an XML document
     */
    public static String junitXml(List<ScenarioResult> results) {
        long failed = results.stream().filter(result -> !result.isPassed()).count();
        double seconds = results.stream().mapToDouble(ScenarioReport::seconds).sum();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(("<testsuite name=\"penstock play\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\""
                        + " time=\"%s\">\n")
                .formatted(results.size(), failed, decimal(seconds)));
        for (ScenarioResult result : results) {
            xml.append("  <testcase classname=\"scenario\" name=\"%s\" time=\"%s\""
                    .formatted(escaped(result.name()), decimal(seconds(result))));
            result.failure()
                    .ifPresentOrElse(
                            failure -> xml.append(
                                    ">\n    <failure message=\"%s\"/>\n  </testcase>\n".formatted(escaped(failure))),
                            () -> xml.append("/>\n"));
        }
        return xml.append("</testsuite>\n").toString();
    }

    private static double seconds(ScenarioResult result) {
        return result.took().toNanos() / 1e9;
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Escapes for an attribute, and leaves out what XML 1.0 cannot hold. */
    private static String escaped(String text) {
        var safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\n', '\r', '\t' -> safe.append(' ');
                default -> {
                    boolean isAllowed = c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF);
                    if (isAllowed) {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }
}
