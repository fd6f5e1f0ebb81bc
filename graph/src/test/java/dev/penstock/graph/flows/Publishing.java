package dev.penstock.graph.flows;

import dev.penstock.graph.GraphFixture;
import dev.penstock.id.FlowId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Flows that are published at the emulator, to be sent. */
public final class Publishing {

    private Publishing() {}

    public static FlowId withoutEndpoint(GraphFixture graph, String name) {
        var json = GraphFixture.FLOW_JSON
                .replace("\"data_api_version\":\"3.0\",", "")
                .getBytes(StandardCharsets.UTF_8);
        return Flows.of(graph.client)
                .create(
                        GraphFixture.WABA,
                        NewFlow.draft(name, List.of("OTHER")).withFlowJson(json).published())
                .flow();
    }
}
