package dev.penstock.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.templates.TemplateContent;
import dev.penstock.graph.templates.TemplateHeader;
import dev.penstock.graph.templates.TemplateText;
import dev.penstock.id.Recipient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Templates with a Flow button, filled in and sent. */
class TemplateMessageTest extends TemplateTests {

    @Test
    void fillsHeaderBodyAndButtonsByPlace() {
        createReminder();

        messages.send(GraphFixture.NUMBER, templates.checked(GraphFixture.WABA, reminder()));

        var sent = graph.emulator.sent().getFirst();
        assertThat(sent.flowToken()).isEqualTo("t-9");
        assertThat(sent.flowJson()).isPresent();
        assertThat(sent.template().orElseThrow().text()).isEqualTo("Hello Ada, at 10:30?");
        assertThat(components(sent))
                .containsExactly(
                        Map.of(
                                "type",
                                "header",
                                "parameters",
                                List.of(Map.of(
                                        "type", "image", "image", Map.of("link", "https://example.com/table.jpg")))),
                        Map.of(
                                "type",
                                "body",
                                "parameters",
                                List.of(
                                        Map.of("type", "text", "text", "Ada"),
                                        Map.of("type", "text", "text", "10:30"))),
                        Map.of(
                                "type",
                                "button",
                                "sub_type",
                                "url",
                                "index",
                                "0",
                                "parameters",
                                List.of(Map.of("type", "text", "text", "north"))),
                        Map.of(
                                "type",
                                "button",
                                "sub_type",
                                "flow",
                                "index",
                                "1",
                                "parameters",
                                List.of(Map.of("type", "action", "action", Map.of("flow_token", "t-9")))));
    }

    @Test
    void fillsPlaceholdersByNameAndGivesTheFirstScreenItsData() {
        createOffer();

        messages.send(GraphFixture.NUMBER, templates.checked(GraphFixture.WABA, offer()));

        var sent = graph.emulator.sent().getFirst();
        assertThat(sent.template().orElseThrow().text()).isEqualTo("Dear Ada, Tea awaits");
        assertThat(sent.template().orElseThrow().screen()).contains("WELCOME");
        assertThat(components(sent).toString()).contains("parameter_name=first_name", "flow_action_data={name=Ada}");
    }

    @TestFactory
    Stream<DynamicTest> showsEachKindOfFile() {
        var document = MessageHeader.document(MediaSource.id("7001"), "menu.pdf");
        return Stream.of(PICTURE, MessageHeader.video(MediaSource.id("7002")), document)
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    var name = "with_" + file.kind().name().toLowerCase(java.util.Locale.ROOT);
                    create(
                            name,
                            TemplateContent.of(TemplateText.of("Hello"))
                                    .withHeader(new TemplateHeader.File(file.kind(), Optional.of("4::aW")))
                                    .withButton(book()));
                    var message = FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), name, "en_GB", "t-1")
                            .withHeader(TemplateHeaderValue.file(file));

                    messages.send(GraphFixture.NUMBER, templates.checked(GraphFixture.WABA, message));

                    assertThat(graph.emulator.sent()).isNotEmpty();
                }));
    }
}
