package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.phone.ScenarioPlayer;
import dev.penstock.conformance.load.Conversation;
import dev.penstock.conformance.load.LoadPlan;
import dev.penstock.conformance.load.Mix;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        try (var player =
                ScenarioPlayer.over(EncryptingLine.to(target.access()).open(), Optional.ofNullable(flowJson))) {
            return run.with(playedFirst(plan, what.scenario, player, tokens, target, say));
        }
    }

    /** What is done with the plan. */
    interface Run {
        int with(LoadPlan plan) throws IOException, InterruptedException;
    }

    private LoadPlan playedFirst(
            LoadPlan.Builder plan,
            Path file,
            ScenarioPlayer player,
            List<String> tokens,
            TargetOptions target,
            Consumer<String> say) {
        var scenario = ScenarioPlayer.read(file);
        if (tokens.isEmpty()) {
            scenario.flowToken().map(List::of).ifPresent(plan::flowTokens);
        } else {
            // Whoever has played it is done with it.
            plan.flowTokens(tokens.size() == 1 ? tokens : tokens.subList(1, tokens.size()));
        }
        var played = player.play(
                scenario,
                tokens.stream().findFirst().orElseGet(() -> "load-" + UUID.randomUUID()),
                (flow, token) -> flowTokenSignature.sign(token, target::secret));
        played.result().failure().ifPresent(failure -> {
            throw new CommandFailure(
                    "The scenario \"%s\" failed when it was played before the load, so there is no load. %s%s"
                            .formatted(scenario.name(), failure, lastAnswer(played.exchanges())));
        });
        var conversation = Conversation.of(scenario.name(), played.exchanges());
        int leftOut = played.exchanges().size() - conversation.requests().size();
        say.accept("Played \"%s\": %d requests, in %d ms.%s"
                .formatted(
                        scenario.name(),
                        played.exchanges().size(),
                        played.result().took().toMillis(),
                        leftOut == 0 ? "" : " Left out of the load, as not answered with 200: %d.".formatted(leftOut)));
        return plan.conversation(conversation).build();
    }

    private static String lastAnswer(List<Exchange> exchanges) {
        int status = exchanges.isEmpty() ? 200 : exchanges.getLast().status();
        return switch (status) {
            case 200 -> "";
            case 0 -> " The endpoint could not be reached, or did not answer in time.";
            case 427 ->
                " The endpoint does not accept the flow token (status 427): have one signed for each person with"
                        + " --flow-name, or give those that it issued with --flow-tokens.";
            default -> " The last answer had status %d.".formatted(status);
        };
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
