package dev.penstock.simulator.graph;

import dev.penstock.flowjson.lint.Linter;
import dev.penstock.flowjson.report.MetaReport;
import java.util.List;
import java.util.Map;

/** All that our linter knows of Flows that are to be published, in Meta's shape. */
final class LintingValidator implements FlowValidator {

    @Override
    @SuppressWarnings("unchecked") // MetaReport makes a list of maps with text keys.
    public List<Map<String, Object>> validate(String flowJson) {
        var report = Linter.standard().forNewFlows().check(flowJson);
        return (List<Map<String, Object>>) MetaReport.asMap(report).getOrDefault("validation_errors", List.of());
    }
}
