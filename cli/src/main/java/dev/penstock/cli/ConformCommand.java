package dev.penstock.cli;

import dev.penstock.FlowToken;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.conformance.ConformanceReport;
import dev.penstock.conformance.ConformanceResult;
import dev.penstock.conformance.ConformanceScenario;
import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.conformance.EndpointConformanceKit;
import dev.penstock.conformance.Verdict.Kind;
import dev.penstock.conformance.report.HtmlReport;
import dev.penstock.conformance.report.JUnitXmlReport;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature.Policy;
import dev.penstock.trust.RequestSignature;
import java.net.http.HttpClient;
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
            description = "A flow token that the endpoint issued and no longer accepts; with --flow-name, one is signed"
                    + " that has expired.")
    private @Nullable String expiredFlowToken;

    @Option(
            names = "--flow-token-signature-policy",
            paramLabel = "POLICY",
            description = "Whether the endpoint is meant to require the flow_token_signature of data API 4.0: required,"
                    + " if-present or off; without it either is right.")
    private @Nullable Policy signaturePolicy;

    @Option(
            names = "--previous-app-secret-env",
            paramLabel = "NAME",
            description =
                    "The environment variable that holds the app secret of before a reset, which is still accepted.")
    private @Nullable String previousSecretVariable;

    @Option(
            names = "--previous-app-secret-file",
            paramLabel = "FILE",
            description = "The file that holds the app secret of before a reset, which is still accepted.")
    private @Nullable Path previousSecretFile;

    @Option(names = "--flow-json", paramLabel = "FILE", description = "Judge answers against this Flow JSON.")
    private @Nullable Path flowJson;

    @Option(
            names = "--answer-data",
            paramLabel = "HOW",
            description =
                    "What phones make of an answer's data: merge or replace, as --data of penstock play; default both.")
    private AnswerOptions.@Nullable Data answerData;

    @Option(names = "--allow-missing-keys", description = "An answer may leave out what its screen declares.")
    private boolean allowsMissingKeys;

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
            converter = Numbers.FromOne.class,
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
    public Integer call() {
        var scenarios = EndpointConformanceKit.scenarios(only, skip);
        if (list) {
            return list(scenarios);
        }
        OutputFile.require(junit, "JUnit report");
        OutputFile.require(html, "HTML report");
        var judged = conformanceTarget();
        requireAnswer(target.accessWithWhatThereIs());
        try (var kit = EndpointConformanceKit.of(judged)) {
            var report = kit.run(scenarios, this::progress);
            write(report);
            output.print("%n%s.".formatted(report.summary()), report.toJson());
            return report.hasFailures() ? 1 : 0;
        }
    }

    /** An endpoint that is not there fails everything, which is one thing to say and not a hundred. */
    private void requireAnswer(EndpointAccess access) {
        try (var line = EncryptingLine.to(access).version(version()).open()) {
            var ping = FlowClient.over(line, FlowToken.UNUSED)
                    .timeout(Duration.ofSeconds(timeout))
                    .build()
                    .ping();
            if (ping.status() == 0) {
                throw new CommandFailure("There is no answer from %s, so nothing was judged: %s."
                        .formatted(access.url(), ExchangeText.problem(ping)));
            }
        }
    }

    private HttpClient.Version version() {
        return http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    private int list(List<ConformanceScenario> scenarios) {
        var text = scenarios.stream()
                .map(scenario -> "%-36s %s Expected: %s (%s)."
                        .formatted(
                                scenario.id(),
                                scenario.sends(),
                                scenario.expects(),
                                scenario.confidence().words()))
                .collect(Collectors.joining(System.lineSeparator()));
        output.print(
                text,
                Map.of(
                        "scenarios",
                        scenarios.stream().map(ConformanceScenario::id).toList()));
        return 0;
    }

    private ConformanceTarget conformanceTarget() {
        var builder = ConformanceTarget.of(target.accessWithWhatThereIs())
                .timeout(Duration.ofSeconds(timeout))
                .version(version());
        target.flowToken().ifPresent(builder::flowToken);
        Optional.ofNullable(expiredFlowToken).or(target::expiredFlowToken).ifPresent(builder::expiredFlowToken);
        SecretSource.read(previousSecretFile, previousSecretVariable, "previous app secret")
                .map(secret -> RequestSignature.of(AppSecrets.of(secret)))
                .ifPresent(builder::previousSignature);
        if (signaturePolicy != null) {
            builder.flowTokenSignaturePolicy(signaturePolicy);
        }
        if (flowJson != null) {
            var flow = FlowJsonFile.load(flowJson);
            var models = ScreenModels.of(flow);
            builder.flowJson(flow)
                    .responseCheck(allowsMissingKeys ? models.allowingMissingKeys() : models)
                    .answerData(AnswerOptions.ways(answerData));
        }
        if (target.screen().isPresent()) {
            builder.submission(target.screen().get(), target.data());
        }
        return builder.build();
    }

    private void progress(ConformanceResult result) {
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

    private static boolean isWorthExplaining(ConformanceResult result) {
        return result.verdict().kind() == Kind.FAIL || result.verdict().kind() == Kind.WARNING;
    }

    private static String line(ConformanceResult result, Ansi ansi) {
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
                        Paint.harmless(result.verdict().came()));
    }

    private void write(ConformanceReport report) {
        if (junit != null) {
            OutputFile.write(junit, JUnitXmlReport.of(report), "JUnit report");
        }
        if (html != null) {
            OutputFile.write(html, HtmlReport.of(report, Instant.now()), "HTML report");
        }
    }
}
