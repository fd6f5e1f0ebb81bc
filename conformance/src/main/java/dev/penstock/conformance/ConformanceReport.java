package dev.penstock.conformance;

import dev.penstock.conformance.Verdict.Kind;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of a run. Immutable.
 *
 * @param endpoint what was judged
 * @param results in the order in which they came
 */
public record ConformanceReport(URI endpoint, List<ConformanceResult> results) {

    /** Copies the results. */
    public ConformanceReport {
        results = List.copyOf(results);
    }

    /**
     * Counts verdicts.
     *
     * @param kind which
     * @return how many there are
     */
    public long count(Kind kind) {
        return results.stream()
                .filter(result -> result.verdict().kind() == kind)
                .count();
    }

    /** {@return whether the endpoint failed a scenario} */
    public boolean hasFailures() {
        return count(Kind.FAIL) > 0;
    }

    /** {@return the counts in a sentence} */
    public String summary() {
        return "%d scenarios: %d passed, %d failed, %d with a warning, %d that could not be judged"
                .formatted(
                        results.size(),
                        count(Kind.PASS),
                        count(Kind.FAIL),
                        count(Kind.WARNING),
                        count(Kind.NOT_JUDGED));
    }

    /** {@return the report as JSON values, for programs} */
    public Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("endpoint", endpoint.toString());
        json.put("passed", count(Kind.PASS));
        json.put("failed", count(Kind.FAIL));
        json.put("warnings", count(Kind.WARNING));
        json.put("not_judged", count(Kind.NOT_JUDGED));
        json.put("results", results.stream().map(ConformanceReport::toJson).toList());
        return json;
    }

    private static Map<String, Object> toJson(ConformanceResult result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("scenario", result.scenario().id());
        json.put("verdict", result.verdict().kind().name().toLowerCase(java.util.Locale.ROOT));
        json.put("sent", result.scenario().sends());
        json.put("expected", result.scenario().expects());
        json.put("confidence", result.scenario().confidence().name().toLowerCase(java.util.Locale.ROOT));
        json.put("came", result.verdict().came());
        json.put("why", result.scenario().why());
        json.put("fix", result.scenario().fix());
        json.put("milliseconds", result.took().toNanos() / 1e6);
        return json;
    }
}
