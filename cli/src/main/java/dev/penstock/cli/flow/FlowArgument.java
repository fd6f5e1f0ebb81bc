package dev.penstock.cli.flow;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.flows.Flows;
import dev.penstock.id.FlowId;
import dev.penstock.id.WabaId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One Flow at Meta, by its id, or by its name and the account. */
final class FlowArgument {

    @Parameters(paramLabel = "FLOW", description = "The id of the Flow, or with --waba its name.")
    private String flow;

    @Option(names = "--waba", paramLabel = "ID", description = "The account in which to look for the name.")
    private @Nullable WabaId account;

    FlowId find(GraphClient client) {
        if (account == null) {
            if (!flow.matches("[0-9]+")) {
                throw new UsageFailure(
                        "\"%s\" is no id of a Flow: to look for a Flow by its name, give the account with --waba."
                                .formatted(flow));
            }
            return new FlowId(flow);
        }
        var flows = Flows.of(client).list(account);
        return flows.stream()
                .filter(found -> found.name().equals(flow) || found.id().value().equals(flow))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        "The account %s has no Flow \"%s\"; list all with: penstock flow list --waba %s"
                                .formatted(account, flow, account)))
                .id();
    }
}
