package dev.penstock.cli.flow;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.graph.flows.Flows;
import dev.penstock.webhook.event.FlowStatus;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock flow deprecate}: the end of a published Flow. */
@Command(
        name = "deprecate",
        mixinStandardHelpOptions = true,
        description =
                "Retire a published Flow: it can never be sent or opened again. If it is deprecated, nothing is done.")
final class DeprecateCommand implements Callable<Integer> {

    @Mixin
    private FlowArgument flow;

    @Option(names = "--yes", description = "Really: there is no way back.")
    private boolean yes;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!yes) {
            throw new ParameterException(
                    spec.commandLine(), "There is no way back from deprecated: give --yes if it is meant.");
        }
        try (var client = graph.open()) {
            var flows = Flows.of(client);
            var id = flow.find(client);
            boolean already = flows.get(id).status() == FlowStatus.DEPRECATED;
            if (!already) {
                flows.deprecate(id);
            }
            output.print(
                    already ? "Flow %s is deprecated already.".formatted(id) : "Flow %s is deprecated.".formatted(id),
                    Map.of("id", id.value(), "deprecated", true, "changed", !already));
            return 0;
        }
    }
}
