package dev.penstock.cli.phone;

import dev.penstock.cli.AnswerOptions;
import dev.penstock.cli.OutputFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.Paint;
import dev.penstock.simulator.phone.PhoneRemark;
import dev.penstock.simulator.phone.scenario.ScenarioReport;
import dev.penstock.simulator.phone.scenario.ScenarioResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock play}: scenarios without a browser. */
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        description = {
            "Play scenarios with an endpoint, without a browser: what a person does, and what must be seen.",
            "Exit code 1 if one fails. The inspector of the phone page records scenarios.",
            "Files that a scenario chooses are encrypted and served on 127.0.0.1 while it runs."
        })
public final class PlayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The scenarios, YAML.")
    private List<Path> files;

    @Option(names = "--flow-json", paramLabel = "FILE", description = "The Flow JSON, for scenarios that name none.")
    private @Nullable Path flowJson;

    @Mixin
    private AnswerOptions answers;

    @Mixin
    private EndpointOptions endpoint;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the results as JUnit XML.")
    private @Nullable Path junit;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        OutputFile.require(junit, "JUnit report");
        var results = new ArrayList<ScenarioResult>();
        try (var player = ScenarioPlayer.over(endpoint.open(), Optional.ofNullable(flowJson), answers)) {
            for (var file : files) {
                results.add(player.play(ScenarioPlayer.read(file), endpoint.flowToken(), endpoint::flowTokenSignature)
                        .result());
            }
        }
        if (junit != null) {
            OutputFile.write(junit, ScenarioReport.junitXml(results), "JUnit report");
        }
        output.print(
                results.stream().map(PlayCommand::line).collect(Collectors.joining("\n")),
                Map.of("scenarios", results.stream().map(PlayCommand::fields).toList()));
        return results.stream().allMatch(ScenarioResult::isPassed) ? 0 : 1;
    }

    private static String line(ScenarioResult result) {
        return "%s  %s (%d steps, %d ms)%s"
                .formatted(
                        result.isPassed() ? "passed" : "FAILED",
                        Paint.harmless(result.name()),
                        result.steps(),
                        result.took().toMillis(),
                        result.failure()
                                        .map(failure -> "\n        " + Paint.harmless(failure))
                                        .orElse("")
                                + result.remarks().stream()
                                        .filter(finding -> !finding.isError())
                                        .map(finding -> "\n        " + Paint.harmless(finding.toString()))
                                        .collect(Collectors.joining()));
    }

    private static Map<String, Object> fields(ScenarioResult result) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", result.name());
        fields.put("passed", result.isPassed());
        fields.put("steps", result.steps());
        fields.put("milliseconds", result.took().toMillis());
        result.failure().ifPresent(failure -> fields.put("failure", failure));
        fields.put(
                "findings", result.remarks().stream().map(PhoneRemark::toString).toList());
        return fields;
    }
}
