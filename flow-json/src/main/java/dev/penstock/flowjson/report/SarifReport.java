package dev.penstock.flowjson.report;

import dev.penstock.flowjson.lint.Finding;
import dev.penstock.flowjson.lint.LintReport;
import dev.penstock.flowjson.text.TextRange;
import dev.penstock.json.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes findings as SARIF 2.1.0, which code review tools show beside the lines. Several documents make one log. */
public final class SarifReport {

    private final List<Map<String, Object>> results = new ArrayList<>();
    private final TreeSet<String> codes = new TreeSet<>();

    private SarifReport() {}

    /** {@return an empty log; not thread-safe} */
    public static SarifReport create() {
        return new SarifReport();
    }

    /**
     * Adds what was found in one document.
     *
     * @param uri where the document is, relative to the root of the repository
     * @param report what was found
     * @return this log
     */
    public SarifReport add(String uri, LintReport report) {
        for (Finding finding : report.findings()) {
            codes.add(finding.code());
            results.add(Map.of(
                    "ruleId", finding.code(),
                    "level", finding.isError() ? "error" : "warning",
                    "message", Map.of("text", finding.message()),
                    "locations", List.of(location(uri, finding))));
        }
        return this;
    }

    private static Map<String, Object> location(String uri, Finding finding) {
        return Map.of(
                "physicalLocation",
                Map.of("artifactLocation", Map.of("uri", uri), "region", region(finding.range())),
                "logicalLocations",
                List.of(Map.of("fullyQualifiedName", finding.path())));
    }

    /** In SARIF the end column is exclusive. */
    private static Map<String, Object> region(TextRange range) {
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", range.lineStart());
        region.put("startColumn", range.columnStart());
        region.put("endLine", range.lineEnd());
        region.put("endColumn", range.columnEnd() + 1);
        return region;
    }

    /** {@return the log as indented JSON} */
    public String write() {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "penstock flow check");
        driver.put("rules", codes.stream().map(code -> Map.of("id", code)).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put(
                "runs",
                List.of(Map.of("tool", Map.of("driver", driver), "results", results, "columnKind", "utf16CodeUnits")));
        return StrictJson.writePretty(log);
    }
}
