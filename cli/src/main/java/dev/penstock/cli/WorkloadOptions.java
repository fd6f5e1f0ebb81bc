package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.conformance.load.LoadPlan;
import dev.penstock.conformance.load.Mix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a load asks: actions by weight, or what a scenario asks when it is played. */
final class WorkloadOptions {

    /** So many people have a flow token of their own where these are signed. */
    private static final int SIGNED_FLOW_TOKENS = 10_000;

    private static final int MAX_BYTES = 100_000_000;

    @ArgGroup
    private @Nullable MixOrScenario what;

    static final class MixOrScenario {
        @Option(
                names = "--mix",
                paramLabel = "ACTION=WEIGHT,...",
                description = "What is asked: ping, init and data_exchange, by weight; default ping.")
        private @Nullable String mix;

        @Option(
                names = "--scenario",
                paramLabel = "FILE",
                description = "Ask what this scenario asks, as penstock play does: it is played once, then many people"
                        + " ask the same, each with a flow token of their own.")
        private @Nullable Path scenario;
    }

    @Option(names = "--flow-json", paramLabel = "FILE", description = "The Flow JSON, for a scenario that names none.")
    private @Nullable Path flowJson;

    @Option(
            names = "--flow-tokens",
            paramLabel = "FILE",
            description = "Flow tokens that the endpoint accepts, one a line; they are taken in turn.")
    private @Nullable Path flowTokens;

    @Mixin
    private FlowTokenSignatureOption flowTokenSignature;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Refuses a scenario where there is no phone to play it. */
    void requirePlayer() {
        if (what != null && what.scenario != null) {
            Penstock.requirePhone("--scenario");
        }
    }

    /**
     * Runs with a plan that asks what was wanted; a scenario is played before, and its files are served until the
     * end.
     */
    int ask(LoadPlan.Builder plan, TargetOptions target, Run run, Consumer<String> say)
            throws IOException, InterruptedException {
        var tokens = flowTokens(target);
        if (flowTokenSignature.isWanted()) {
            var secret = target.secret();
            plan.flowTokenSignatures(
                    token -> flowTokenSignature.sign(token, () -> secret).orElse(""));
        }
        if (what == null || what.scenario == null) {
            require(flowJson == null, "--flow-json is for --scenario.");
            if (target.screen().isPresent()) {
                plan.submission(target.screen().get(), target.data());
            }
            return run.with(plan.flowTokens(tokens)
                    .mix(what == null || what.mix == null ? Mix.PING : Mix.parse(what.mix))
                    .build());
        }
        require(target.screen().isEmpty(), "--screen and --data are for --mix: a scenario brings its own.");
        return new ScenarioLoad(what.scenario, Optional.ofNullable(flowJson), tokens, target, flowTokenSignature)
                .ask(plan, run, say);
    }

    /** What is done with the plan. */
    interface Run {
        int with(LoadPlan plan) throws IOException, InterruptedException;
    }

    private List<String> flowTokens(TargetOptions target) {
        if (flowTokens == null) {
            return target.flowTokens(SIGNED_FLOW_TOKENS);
        }
        require(!target.wantsFlowToken(), "Give --flow-tokens, --flow-token or --flow-name: one of them.");
        var tokens = lines(flowTokens)
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .toList();
        if (tokens.isEmpty()) {
            throw new CommandFailure("There is no flow token in %s: write one a line.".formatted(flowTokens));
        }
        return tokens;
    }

    private static Stream<String> lines(Path file) {
        return InputFile.text(file, "flow tokens", MAX_BYTES).lines();
    }

    private void require(boolean fulfilled, String rule) {
        if (!fulfilled) {
            throw new ParameterException(spec.commandLine(), rule);
        }
    }
}
