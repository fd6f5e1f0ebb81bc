package dev.penstock.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.graph.FlowId;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.flows.Flows;
import dev.penstock.graph.flows.NewFlow;
import dev.penstock.graph.messages.FlowMessage;
import dev.penstock.graph.messages.FlowOpening;
import dev.penstock.graph.messages.FlowReference;
import dev.penstock.graph.messages.FlowTemplateMessage;
import dev.penstock.graph.messages.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final String PERSON = "15550100";

    private final GraphFixture graph = GraphFixture.start();
    private final Messages messages = Messages.of(graph.client);
    private FlowId flow = new FlowId("0");

    @BeforeEach
    void publish() {
        var json = GraphFixture.FLOW_JSON
                .replace("\"data_api_version\":\"3.0\",", "")
                .getBytes(StandardCharsets.UTF_8);
        flow = Flows.of(graph.client)
                .create(
                        GraphFixture.WABA,
                        NewFlow.draft("booking", List.of("OTHER"))
                                .withFlowJson(json)
                                .published())
                .flow();
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void sendsAFlowThatAsksTheEndpoint() {
        var sent = messages.send(GraphFixture.NUMBER, message());

        assertThat(sent.waId()).contains(PERSON);
        assertThat(sent.warnings()).isEmpty();
        assertThat(graph.emulator.sent()).singleElement().satisfies(arrived -> {
            assertThat(arrived.id()).isEqualTo(sent.id());
            assertThat(arrived.flowToken()).isEqualTo("t-7f3c");
            assertThat(arrived.flowJson()).isPresent();
            assertThat(parameters(arrived))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "flow_message_version", "3",
                            "flow_id", flow.value(),
                            "flow_cta", "Book",
                            "flow_token", "t-7f3c",
                            "mode", "published",
                            "flow_action", "data_exchange"));
        });
    }

    @Test
    void sendsAFlowThatOpensOnAScreen() {
        messages.send(
                GraphFixture.NUMBER,
                message()
                        .opening(FlowOpening.onScreen("WELCOME", Map.of("name", "Ada")))
                        .asDraft());

        assertThat(parameters(graph.emulator.sent().getFirst()))
                .containsEntry("flow_action", "navigate")
                .containsEntry("flow_action_payload", Map.of("screen", "WELCOME", "data", Map.of("name", "Ada")))
                .containsEntry("mode", "draft");
    }

    @Test
    void leavesOutAnEmptyPayload() {
        messages.send(GraphFixture.NUMBER, message().opening(FlowOpening.onFirstScreen()));

        assertThat(parameters(graph.emulator.sent().getFirst())).doesNotContainKey("flow_action_payload");
    }

    @Test
    void sendsATemplate() {
        messages.send(GraphFixture.NUMBER, FlowTemplateMessage.of(PERSON, "book_again", "en_GB", "t-9"));

        assertThat(graph.emulator.sent().getFirst().flowToken()).isEqualTo("t-9");
    }

    @Test
    void warnsOfAMessageThatWillNotArrive() {
        var huge = message().opening(FlowOpening.onScreen("WELCOME", Map.of("image", "x".repeat(1_000_001))));

        assertThat(messages.send(GraphFixture.NUMBER, huge).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("never deliver"));
    }

    @Test
    void saysWhatABlockedAndAThrottledFlowMean() {
        graph.emulator.setFlowStatus(flow.value(), "BLOCKED");
        refused(132068, "repair the endpoint");

        graph.emulator.setFlowStatus(flow.value(), "THROTTLED");
        for (int i = 0; i < 10; i++) {
            messages.send(GraphFixture.NUMBER, message());
        }
        refused(132069, "10 messages an hour");
    }

    @Test
    void noMessageShowsWhatIsInIt() {
        assertThat(message().toString() + FlowTemplateMessage.of(PERSON, "book_again", "en_GB", "t-9"))
                .doesNotContain(PERSON, "t-7f3c", "t-9", "Book a table");
    }

    private void refused(int code, String advice) {
        assertThatThrownBy(() -> messages.send(GraphFixture.NUMBER, message()))
                .isInstanceOfSatisfying(
                        GraphException.class,
                        failed -> assertThat(failed.code()).hasValue(code))
                .hasMessageContaining(advice);
    }

    private FlowMessage message() {
        return FlowMessage.of(PERSON, new FlowReference.ById(flow), "Book a table", "Book", "t-7f3c");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parameters(SentByApi sent) {
        var interactive = (Map<String, Object>) sent.message().get("interactive");
        var action = (Map<String, Object>)
                java.util.Objects.requireNonNull(interactive).get("action");
        return (Map<String, Object>) java.util.Objects.requireNonNull(action).get("parameters");
    }
}
