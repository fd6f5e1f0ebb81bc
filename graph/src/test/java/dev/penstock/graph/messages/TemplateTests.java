package dev.penstock.graph.messages;

import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.flows.Publishing;
import dev.penstock.graph.templates.NewTemplate;
import dev.penstock.graph.templates.TemplateButton;
import dev.penstock.graph.templates.TemplateCategory;
import dev.penstock.graph.templates.TemplateContent;
import dev.penstock.graph.templates.TemplateHeader;
import dev.penstock.graph.templates.TemplateText;
import dev.penstock.graph.templates.Templates;
import dev.penstock.id.FlowId;
import dev.penstock.id.Recipient;
import dev.penstock.simulator.graph.SentByApi;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An account with a published Flow, two templates with a Flow button, and the messages that fill them in. */
abstract class TemplateTests {

    static final MessageHeader.Media PICTURE =
            MessageHeader.image(MediaSource.link(URI.create("https://example.com/table.jpg")));

    final GraphFixture graph = GraphFixture.start();
    final Templates templates = Templates.of(graph.client);
    final Messages messages = Messages.of(graph.client);
    FlowId flow;

    @BeforeEach
    void publish() {
        flow = Publishing.withoutEndpoint(graph, "booking");
    }

    @AfterEach
    void close() {
        graph.close();
    }

    TemplateButton.Flow book() {
        return TemplateButton.flow("Book", flow);
    }

    void create(String name, TemplateContent content) {
        templates.create(GraphFixture.WABA, new NewTemplate(name, "en_GB", TemplateCategory.UTILITY, content));
    }

    static TemplateText text(String text, String... examples) {
        return new TemplateText(text, TemplateValues.positional(examples));
    }

    /** A picture, two placeholders by place, a link with a placeholder before the Flow button. */
    void createReminder() {
        create(
                "reminder",
                TemplateContent.of(text("Hello {{1}}, at {{2}}?", "Ada", "10:30"))
                        .withHeader(TemplateHeader.file(MessageHeader.Kind.IMAGE, "4::aW"))
                        .withFooter("The clinic")
                        .withButton(TemplateButton.Link.to("Map", "https://example.com/{{1}}")
                                .withExample("https://example.com/x"))
                        .withButton(book().withIcon(TemplateButton.Icon.REVIEW)));
    }

    static FlowTemplateMessage reminder() {
        return FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), "reminder", "en_GB", "t-9")
                .withFlowButtonAt(1)
                .withHeader(TemplateHeaderValue.file(PICTURE))
                .withBody(TemplateValues.positional("Ada", "10:30"))
                .withButton(0, TemplateButtonValue.linkEnd("north"));
    }

    /** A line with a name in it, a body with names, the Flow button alone. */
    void createOffer() {
        create(
                "offer",
                TemplateContent.of(new TemplateText(
                                "Dear {{first_name}}, {{offer}} awaits",
                                TemplateValues.named(Map.of("first_name", "Ada", "offer", "tea"))))
                        .withHeader(new TemplateHeader.Line(new TemplateText(
                                "For {{first_name}}", TemplateValues.named(Map.of("first_name", "Ada")))))
                        .withButton(book().opening("WELCOME")));
    }

    static FlowTemplateMessage offer() {
        return FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), "offer", "en_GB", "t-9")
                .withHeader(TemplateHeaderValue.text(TemplateValues.named(Map.of("first_name", "Ada"))))
                .withBody(TemplateValues.named(Map.of("first_name", "Ada", "offer", "Tea")))
                .withFlowActionData(Map.of("name", "Ada"));
    }

    static List<Object> components(SentByApi sent) {
        return sent.message().get("template") instanceof Map<?, ?> template
                        && template.get("components") instanceof List<?> components
                ? List.copyOf(components)
                : List.of();
    }
}
