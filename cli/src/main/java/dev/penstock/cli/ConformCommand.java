package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.simulator.conform.ConformanceReport;
import dev.penstock.simulator.conform.ConformanceTarget;
import dev.penstock.simulator.conform.EndpointConformanceKit;
import dev.penstock.simulator.conform.Scenario;
import dev.penstock.simulator.conform.ScenarioResult;
import dev.penstock.simulator.conform.Verdict.Kind;
import dev.penstock.simulator.conform.report.HtmlReport;
import dev.penstock.simulator.conform.report.JUnitXmlReport;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock conform}: judges any endpoint. */
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        description = {
            "Judge an endpoint, in whatever language it is written: the contract, and the mistakes that are known.",
            "The more it is told of the endpoint, the more it can judge; what it cannot judge it says.",
            "The submission of --screen and --data is sent about a dozen times, and does there what submissions do.",
            "Exit code 0 if nothing fails, 1 if something does."
        })
final class ConformCommand implements Callable<Integer> {

    @Mixin
    private TargetOptions target;

    @Option(
            names = "--expired-flow-token",
            paramLabel = "TEXT",
            description =
                    "A flow token that the endpoint issued and no longer accepts; with --flow-name, one is signed that has expired.")
    private @Nullable String expiredFlowToken;

    @Option(names = "--flow-json", paramLabel = "FILE", description = "Judge answers against this Flow JSON.")
    private @Nullable Path flowJson;

    @Mixin
    private AnswerOptions answers;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these groups and scenarios, for example signature,actions/ping.")
    private List<String> only = List.of();

    @Option(names = "--skip", paramLabel = "NAME", split = ",", description = "Not these groups and scenarios.")
    private List<String> skip = List.of();

    @Option(names = "--list", help = true, description = "List groups and scenarios, and ask nothing.")
    private boolean list;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait for an answer; default ${DEFAULT-VALUE}, as a phone does.")
    private int timeout;

    @Option(names = "--http2", description = "Prefer HTTP/2.")
    private boolean http2;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML.")
    private @Nullable Path junit;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the results as one HTML file.")
    private @Nullable Path html;

    @Option(
            names = {"-v", "--verbose"},
            description = "Explain scenarios that pass, too.")
    private boolean verbose;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var scenarios = EndpointConformanceKit.scenarios(only, skip);
        if (list) {
            return list(scenarios);
        }
        try (var kit = EndpointConformanceKit.of(conformanceTarget())) {
            var report = kit.run(scenarios, this::progress);
            write(report);
            output.print("%n%s.".formatted(report.summary()), report.toJson());
            return report.hasFailures() ? 1 : 0;
        }
    }

    private int list(List<Scenario> scenarios) {
        var text = scenarios.stream()
                .map(scenario -> "%-36s %s Expected: %s (%s)."
                        .formatted(
                                scenario.id(),
                                scenario.sends(),
                                scenario.expects(),
                                scenario.confidence().words()))
                .collect(Collectors.joining(System.lineSeparator()));
        output.print(
                text, Map.of("scenarios", scenarios.stream().map(Scenario::id).toList()));
        return 0;
    }

    private ConformanceTarget conformanceTarget() {
        var builder = ConformanceTarget.of(target.accessWithWhatThereIs())
                .timeout(Duration.ofSeconds(timeout))
                .version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        target.flowToken().ifPresent(builder::flowToken);
        Optional.ofNullable(expiredFlowToken).or(target::expiredFlowToken).ifPresent(builder::expiredFlowToken);
        if (flowJson != null) {
            var flow = load(flowJson);
            var models = ScreenModels.of(flow);
            builder.flowJson(flow)
                    .responseCheck(answers.allowsMissingKeys() ? models.allowingMissingKeys() : models)
                    .answerData(answers.data());
        }
        if (target.screen().isPresent()) {
            builder.submission(target.screen().get(), target.data());
        }
        return builder.build();
    }

    private static FlowJson load(Path file) {
        try {
            return FlowJson.load(file);
        } catch (UnreadableFlowJsonException unreadable) {
            throw new CommandFailure("%s: %s".formatted(file, unreadable.getMessage()));
        }
    }

    private void progress(ScenarioResult result) {
        if (output.isJson()) {
            return;
        }
        var out = spec.commandLine().getOut();
        var ansi = spec.commandLine().getColorScheme().ansi();
        out.println(line(result, ansi));
        if (verbose || isWorthExplaining(result)) {
            var scenario = result.scenario();
            out.println("       sent:     " + scenario.sends());
            out.println("       expected: %s (%s)"
                    .formatted(scenario.expects(), scenario.confidence().words()));
            out.println("       matters:  " + scenario.why());
            out.println("       fix:      " + scenario.fix());
        }
        out.flush();
    }

    private static boolean isWorthExplaining(ScenarioResult result) {
        return result.verdict().kind() == Kind.FAIL || result.verdict().kind() == Kind.WARNING;
    }

    private static String line(ScenarioResult result, Ansi ansi) {
        var mark = switch (result.verdict().kind()) {
            case PASS -> "@|green pass|@";
            case FAIL -> "@|bold,red FAIL|@";
            case WARNING -> "@|yellow warn|@";
            case NOT_JUDGED -> "@|faint   ? |@";
        };
        return "%s  %-34s  %s"
                .formatted(
                        ansi.string(mark),
                        result.scenario().id(),
                        result.verdict().came());
    }

    private void write(ConformanceReport report) throws IOException {
        if (junit != null) {
            Files.writeString(junit, JUnitXmlReport.of(report));
        }
        if (html != null) {
            Files.writeString(html, HtmlReport.of(report, Instant.now()));
        }
    }
}
