package dev.penstock.cli.flow;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.TextTable;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.graph.flows.Flows;
import dev.penstock.id.WabaId;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock flow list}: the Flows of an account. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the Flows of an account.")
final class ListCommand implements Callable<Integer> {

    @Option(names = "--waba", paramLabel = "ID", required = true, description = "The account.")
    private WabaId account;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        try (var client = graph.open()) {
            var flows = Flows.of(client).list(account);
            var table = TextTable.of("ID", "NAME", "STATUS");
            flows.forEach(flow ->
                    table.row(flow.id().value(), flow.name(), flow.status().name()));
            output.print(
                    flows.isEmpty()
                            ? "The account has no Flows."
                            : table.text(cell -> FlowDetailsText.paintStatus(cell, output.paint()))
                                    .stripTrailing(),
                    Map.of(
                            "flows",
                            flows.stream()
                                    .map(flow -> Map.of(
                                            "id", flow.id().value(),
                                            "name", flow.name(),
                                            "status", flow.status().name(),
                                            "categories", flow.categories()))
                                    .toList()));
            return 0;
        }
    }
}
