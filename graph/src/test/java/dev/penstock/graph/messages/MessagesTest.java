package dev.penstock.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.flows.Flows;
import dev.penstock.graph.flows.NewFlow;
import dev.penstock.id.FlowId;
import dev.penstock.id.Recipient;
import dev.penstock.json.StrictJson;
import dev.penstock.simulator.graph.SentByApi;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MessagesTest {

    private static final Recipient PERSON = Recipient.phoneNumber("15550100");

    private final GraphFixture graph = GraphFixture.start();
    private final Messages messages = Messages.of(graph.client);
    private FlowId flow = new FlowId("0");

    @BeforeEach
    void publish() {
        var json = GraphFixture.FLOW_JSON
                .replace("\"data_api_version\":\"3.0\",", "")
                .replace(
                        "\"terminal\"",
                        "\"data\":{\"name\":{\"type\":\"string\",\"__example__\":\"Ada\"}},\"terminal\"")
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

        assertThat(sent.waId()).contains("15550100");
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

    @TestFactory
    Stream<DynamicTest> putsALineOrAFileAboveTheText() {
        var files = Map.of(
                MessageHeader.text("Table for two"), Map.<String, Object>of("type", "text", "text", "Table for two"),
                MessageHeader.image(MediaSource.id("7001")),
                        Map.<String, Object>of("type", "image", "image", Map.of("id", "7001")),
                MessageHeader.video(MediaSource.link(URI.create("https://example.com/a.mp4"))),
                        Map.<String, Object>of("type", "video", "video", Map.of("link", "https://example.com/a.mp4")),
                MessageHeader.document(MediaSource.id("7002"), "menu.pdf"),
                        Map.<String, Object>of(
                                "type", "document", "document", Map.of("id", "7002", "filename", "menu.pdf")));
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey().toString(), () -> {
                    messages.send(
                            GraphFixture.NUMBER,
                            message().withHeader(file.getKey()).withFooter("The clinic"));

                    var interactive = (Map<?, ?>)
                            graph.emulator.sent().getLast().message().get("interactive");
                    assertThat(interactive.get("header")).isEqualTo(file.getValue());
                    assertThat(interactive.get("footer")).isEqualTo(Map.of("text", "The clinic"));
                }));
    }

    @Test
    void refusesTextsThatMetaWouldRefuse() {
        assertThat(message().withFooter("é".repeat(60)).footer()).isPresent();
        for (Runnable tooLong : List.<Runnable>of(
                () -> message().withFooter("x".repeat(61)),
                () -> message().withFooter(" "),
                () -> MessageHeader.text("x".repeat(61)),
                () -> MessageHeader.text(""),
                () -> FlowMessage.of(PERSON, new FlowReference.ById(flow), "x".repeat(1_025), "Book", "t"),
                () -> FlowMessage.of(PERSON, new FlowReference.ById(flow), " ", "Book", "t"),
                () -> FlowMessage.of(PERSON, new FlowReference.ById(flow), "Hello", "", "t"),
                () -> messages.sendText(GraphFixture.NUMBER, PERSON, "x".repeat(4_097)))) {
            assertThatThrownBy(tooLong::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("xxx");
        }
        assertThat(graph.emulator.sent()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> theEmulatorRefusesWhatMetaRefuses() {
        return Map.<String, Integer>of(
                        "{\"body\":{\"text\":\"%s\"}}".formatted("x".repeat(1_025)),
                        131009,
                        "{\"body\":{}}",
                        131008,
                        "{\"footer\":{\"text\":\"%s\"}}".formatted("x".repeat(61)),
                        131009,
                        "{\"header\":{\"type\":\"text\",\"text\":\"%s\"}}".formatted("x".repeat(61)),
                        131009,
                        "{\"header\":{\"type\":\"image\",\"image\":{}}}",
                        131008,
                        "{\"header\":{\"type\":\"song\"}}",
                        131009)
                .entrySet()
                .stream()
                .map(wrong ->
                        DynamicTest.dynamicTest(wrong.getKey().replaceAll("x+", "x") + " " + wrong.getValue(), () -> {
                            var interactive = new LinkedHashMap<String, Object>();
                            interactive.put("type", "flow");
                            interactive.put("body", Map.of("text", "Book"));
                            interactive.put(
                                    "action",
                                    Map.of(
                                            "name",
                                            "flow",
                                            "parameters",
                                            Map.of(
                                                    "flow_message_version",
                                                    "3",
                                                    "flow_cta",
                                                    "Book",
                                                    "flow_id",
                                                    flow.value())));
                            interactive.putAll(StrictJson.readObject(wrong.getKey()));

                            refused("interactive", interactive, wrong.getValue());
                        }));
    }

    @Test
    void theEmulatorRefusesAMessageOfAnUnknownType() {
        refused("flow", Map.of(), 131051);
    }

    private void refused(String type, Map<String, Object> content, int code) {
        var message = new LinkedHashMap<String, Object>();
        message.put("messaging_product", "whatsapp");
        message.put("to", "15550100");
        message.put("type", type);
        message.put(type, content);
        assertThatThrownBy(() -> graph.client.call(
                        GraphRequest.post(GraphFixture.NUMBER + "/messages").json(message)))
                .isInstanceOfSatisfying(
                        GraphException.class,
                        failed -> assertThat(failed.code()).hasValue(code));
    }

    @Test
    void warnsOfAMessageThatWillNotArrive() {
        var huge = message().opening(FlowOpening.onScreen("WELCOME", Map.of("name", "x".repeat(1_000_001))));

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
                .doesNotContain("15550100", "t-7f3c", "t-9", "Book a table");
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
