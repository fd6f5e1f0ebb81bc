package dev.penstock.cli.flow;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.graph.flows.Flows;
import dev.penstock.webhook.event.FlowStatus;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock flow publish}: a draft to everybody. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Publish the draft of a Flow as it is at Meta. If it is published already, nothing is done.")
final class PublishCommand implements Callable<Integer> {

    @Mixin
    private FlowArgument flow;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        try (var client = graph.open()) {
            var flows = Flows.of(client);
            var id = flow.find(client);
            boolean already = flows.get(id).status() == FlowStatus.PUBLISHED;
            if (!already) {
                flows.publish(id);
            }
            output.print(
                    already ? "Flow %s is published already.".formatted(id) : "Flow %s is published.".formatted(id),
                    Map.of("id", id.value(), "published", true, "changed", !already));
            return 0;
        }
    }
}
