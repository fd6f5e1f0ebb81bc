package dev.penstock.flowjson.report;

import dev.penstock.flowjson.lint.Finding;
import dev.penstock.flowjson.lint.LintReport;
import dev.penstock.flowjson.text.TextRange;
import dev.penstock.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes findings in the shape in which Meta's Flows API answers an upload: {@code validation_errors} with
 * {@code error}, {@code error_type}, {@code message}, {@code line_start}, {@code line_end}, {@code column_start},
 * {@code column_end} and {@code pointers}. Warnings, which Meta does not have, come in a list of their own,
 * {@code validation_warnings}, in the same shape.
 */
public final class MetaReport {

    private MetaReport() {}

    /**
     * Writes a report.
     *
     * @param report what was found
     * @return indented JSON
     */
    public static String of(LintReport report) {
        return StrictJson.writePretty(asMap(report));
    }

    /**
     * Gives a report as JSON values, to be put into a larger document.
     *
     * @param report what was found
     * @return maps, lists, strings and numbers
     */
    public static Map<String, Object> asMap(LintReport report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("success", !report.hasErrors());
        all.put("validation_errors", list(report.errors()));
        all.put("validation_warnings", list(report.warnings()));
        return all;
    }

    private static List<Map<String, Object>> list(List<Finding> findings) {
        return findings.stream().map(MetaReport::finding).toList();
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("error", finding.code());
        fields.put("error_type", "FLOW_JSON_ERROR");
        fields.put("message", finding.message());
        putRange(fields, finding.range());
        fields.put(
                "pointers", finding.pointers().stream().map(MetaReport::pointer).toList());
        return fields;
    }

    private static Map<String, Object> pointer(Finding.Pointer pointer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putRange(fields, pointer.range());
        fields.put("path", pointer.path());
        return fields;
    }

    private static void putRange(Map<String, Object> fields, TextRange range) {
        fields.put("line_start", range.lineStart());
        fields.put("line_end", range.lineEnd());
        fields.put("column_start", range.columnStart());
        fields.put("column_end", range.columnEnd());
    }
}
