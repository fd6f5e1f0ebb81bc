package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.phone.ScenarioPlayer;
import dev.penstock.conformance.load.Conversation;
import dev.penstock.conformance.load.LoadPlan;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A load of what a scenario asks. It is apart from the options: the program for servers has these, and not the phone
 * that plays it.
 */
record ScenarioLoad(
        Path file,
        Optional<Path> flowJson,
        List<String> tokens,
        TargetOptions target,
        FlowTokenSignatureOption flowTokenSignature) {

    int ask(LoadPlan.Builder plan, WorkloadOptions.Run run, Consumer<String> say)
            throws IOException, InterruptedException {
        try (var player = ScenarioPlayer.over(EncryptingLine.to(target.access()).open(), flowJson)) {
            return run.with(playedFirst(plan, player, say));
        }
    }

    private LoadPlan playedFirst(LoadPlan.Builder plan, ScenarioPlayer player, Consumer<String> say) {
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
}
