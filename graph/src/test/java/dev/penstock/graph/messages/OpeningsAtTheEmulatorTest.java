package dev.penstock.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.flows.Flows;
import dev.penstock.graph.flows.NewFlow;
import dev.penstock.id.FlowId;
import dev.penstock.id.Recipient;
import dev.penstock.simulator.graph.FlowValidator;
import dev.penstock.simulator.graph.GraphEmulator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the emulator makes of versions that are frozen, and of messages that open a Flow in a way that does not fit it.
 */
class OpeningsAtTheEmulatorTest {

    private static final String FLOW = """
            {"version": "%s", "screens": [
             {"id": "FIRST", "title": "First", "data": {"name": {"type": "string", "__example__": "x"}},
              "layout": {"type": "SingleColumnLayout", "children": [
              {"type": "Form", "name": "form", "children": [
               {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                "next": {"type": "screen", "name": "LAST"}, "payload": {}}}]}]}},
             {"id": "LAST", "title": "Last", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
              {"type": "Form", "name": "form", "children": [
               {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}]}}]}""";

    private final GraphFixture graph =
            GraphFixture.start(GraphEmulator.builder(GraphFixture.TOKEN).validator(FlowValidator.linting()));
    private final Flows flows = Flows.of(graph.client);

    @AfterEach
    void close() {
        graph.close();
    }

    private FlowId draft(String version) {
        var flow = NewFlow.draft("flow", List.of("OTHER"))
                .withFlowJson(FLOW.formatted(version).getBytes(StandardCharsets.UTF_8));
        return flows.create(GraphFixture.WABA, flow).flow();
    }

    @Test
    void publishesNoFlowOfAFrozenVersion() {
        var frozen = draft("5.0");

        assertThat(flows.get(frozen).validationErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString()).contains("frozen"));
        assertThatThrownBy(() -> flows.publish(frozen))
                .isInstanceOfSatisfying(
                        GraphException.class,
                        refused -> assertThat(refused.code()).hasValue(139002));
    }

    @Test
    void refusesAMessageThatOpensTheFlowInAWayThatDoesNotFit() {
        var flow = draft("7.3");
        flows.publish(flow);

        send(flow, FlowOpening.onScreen("FIRST", Map.of("name", "Ada")));

        for (var opening : List.of(
                FlowOpening.onScreen("NOWHERE", Map.of("name", "Ada")),
                FlowOpening.onScreen("LAST", Map.of("name", "Ada")),
                FlowOpening.onScreen("FIRST", Map.of("nmae", "Ada")),
                FlowOpening.onScreen("FIRST", Map.of("name", 7)))) {
            assertThatThrownBy(() -> send(flow, opening))
                    .isInstanceOfSatisfying(
                            GraphException.class,
                            refused -> assertThat(refused.code()).hasValue(131009));
        }
        assertThat(graph.emulator.sent()).hasSize(1);
    }

    private void send(FlowId flow, FlowOpening opening) {
        Messages.of(graph.client)
                .send(
                        GraphFixture.NUMBER,
                        FlowMessage.of(
                                        Recipient.phoneNumber("15550177"),
                                        new FlowReference.ById(flow),
                                        "Book",
                                        "Book",
                                        "t-1")
                                .opening(opening));
    }
}
