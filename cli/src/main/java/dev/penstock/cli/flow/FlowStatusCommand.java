package dev.penstock.cli.flow;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.graph.flows.Flows;
import dev.penstock.webhook.event.FlowStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock flow status}: one Flow at Meta. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Show a Flow at Meta: its state, its endpoint and app, and what Meta has against it.",
            "Exit code 1 if it is throttled, blocked, or has errors."
        })
final class FlowStatusCommand implements Callable<Integer> {

    @Mixin
    private FlowArgument flow;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        try (var client = graph.open()) {
            var details = Flows.of(client).get(flow.find(client));
            output.print(FlowDetailsText.of(details, output.paint()), FlowDetailsText.json(details));
            boolean sick = details.status() == FlowStatus.THROTTLED
                    || details.status() == FlowStatus.BLOCKED
                    || !details.validationErrors().isEmpty();
            return sick ? 1 : 0;
        }
    }
}
