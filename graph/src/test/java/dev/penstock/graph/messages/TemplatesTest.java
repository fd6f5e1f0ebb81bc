package dev.penstock.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.flows.Publishing;
import dev.penstock.graph.templates.NewTemplate;
import dev.penstock.graph.templates.PlaceholderFormat;
import dev.penstock.graph.templates.TemplateButton;
import dev.penstock.graph.templates.TemplateCategory;
import dev.penstock.graph.templates.TemplateContent;
import dev.penstock.graph.templates.TemplateFlow;
import dev.penstock.graph.templates.TemplateHeader;
import dev.penstock.graph.templates.TemplateMismatchException;
import dev.penstock.graph.templates.TemplateText;
import dev.penstock.graph.templates.Templates;
import dev.penstock.id.FlowId;
import dev.penstock.id.Recipient;
import dev.penstock.simulator.graph.SentByApi;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Templates with a Flow button: made, looked at, deleted, filled in, and compared before they are sent. */
class TemplatesTest {

    private static final MessageHeader.Media PICTURE =
            MessageHeader.image(MediaSource.link(URI.create("https://example.com/table.jpg")));

    private final GraphFixture graph = GraphFixture.start();
    private final Templates templates = Templates.of(graph.client);
    private final Messages messages = Messages.of(graph.client);
    private FlowId flow;

    @BeforeEach
    void publish() {
        flow = Publishing.withoutEndpoint(graph, "booking");
    }

    @AfterEach
    void close() {
        graph.close();
    }

    private TemplateButton.Flow book() {
        return TemplateButton.flow("Book", flow);
    }

    private void create(String name, TemplateContent content) {
        templates.create(GraphFixture.WABA, new NewTemplate(name, "en_GB", TemplateCategory.UTILITY, content));
    }

    private static TemplateText text(String text, String... examples) {
        return new TemplateText(text, TemplateValues.positional(examples));
    }

    /** A picture, two placeholders by place, a link with a placeholder before the Flow button. */
    private void createReminder() {
        create(
                "reminder",
                TemplateContent.of(text("Hello {{1}}, at {{2}}?", "Ada", "10:30"))
                        .withHeader(TemplateHeader.file(MessageHeader.Kind.IMAGE, "4::aW"))
                        .withFooter("The clinic")
                        .withButton(TemplateButton.Link.to("Map", "https://example.com/{{1}}")
                                .withExample("https://example.com/x"))
                        .withButton(book().withIcon(TemplateButton.Icon.REVIEW)));
    }

    private static FlowTemplateMessage reminder() {
        return FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), "reminder", "en_GB", "t-9")
                .withFlowButtonAt(1)
                .withHeader(TemplateHeaderValue.file(PICTURE))
                .withBody(TemplateValues.positional("Ada", "10:30"))
                .withButton(0, TemplateButtonValue.linkEnd("north"));
    }

    /** A line with a name in it, a body with names, the Flow button alone. */
    private void createOffer() {
        create(
                "offer",
                TemplateContent.of(new TemplateText(
                                "Dear {{first_name}}, {{offer}} awaits",
                                TemplateValues.named(Map.of("first_name", "Ada", "offer", "tea"))))
                        .withHeader(new TemplateHeader.Line(new TemplateText(
                                "For {{first_name}}", TemplateValues.named(Map.of("first_name", "Ada")))))
                        .withButton(book().opening("WELCOME")));
    }

    private static FlowTemplateMessage offer() {
        return FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), "offer", "en_GB", "t-9")
                .withHeader(TemplateHeaderValue.text(TemplateValues.named(Map.of("first_name", "Ada"))))
                .withBody(TemplateValues.named(Map.of("first_name", "Ada", "offer", "Tea")))
                .withFlowActionData(Map.of("name", "Ada"));
    }

    @Nested
    class AtMeta {

        @Test
        void isReadAsItWasMade() {
            createReminder();

            assertThat(templates.list(GraphFixture.WABA)).singleElement().satisfies(template -> {
                assertThat(template.name()).isEqualTo("reminder");
                assertThat(template.language()).isEqualTo("en_GB");
                assertThat(template.isApproved()).isTrue();
                assertThat(template.category()).isEqualTo(TemplateCategory.UTILITY);
                assertThat(template.flowButton()).hasValue(1);
                var content = template.content();
                assertThat(content.format()).isEqualTo(PlaceholderFormat.POSITIONAL);
                assertThat(content.body().placeholders()).containsExactly("1", "2");
                assertThat(content.footer()).contains("The clinic");
                assertThat(content.header())
                        .contains(new TemplateHeader.File(MessageHeader.Kind.IMAGE, Optional.empty()));
                assertThat(content.buttons().get(1))
                        .isEqualTo(new TemplateButton.Flow(
                                "Book",
                                new TemplateFlow.ById(flow),
                                true,
                                Optional.empty(),
                                Optional.of(TemplateButton.Icon.REVIEW)));
            });
        }

        @Test
        void takesAFlowByNameOrAsJson() {
            create(
                    "by_name",
                    TemplateContent.of(TemplateText.of("Hello"))
                            .withButton(new TemplateButton.Flow(
                                    "Book",
                                    new TemplateFlow.ByName("booking"),
                                    false,
                                    Optional.of("WELCOME"),
                                    Optional.empty())));
            create(
                    "inline",
                    TemplateContent.of(TemplateText.of("Hello"))
                            .withButton(new TemplateButton.Flow(
                                    "Book",
                                    new TemplateFlow.Inline(GraphFixture.FLOW_JSON),
                                    false,
                                    Optional.empty(),
                                    Optional.of(TemplateButton.Icon.PROMOTION))));

            assertThat(templates
                            .named(GraphFixture.WABA, "by_name")
                            .getFirst()
                            .content()
                            .buttons())
                    .containsExactly(new TemplateButton.Flow(
                            "Book", new TemplateFlow.ById(flow), false, Optional.of("WELCOME"), Optional.empty()));
            messages.send(
                    GraphFixture.NUMBER,
                    FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), "inline", "en_GB", "t-1"));
            assertThat(graph.emulator.sent().getFirst().flowJson()).contains(GraphFixture.FLOW_JSON);
        }

        @Test
        void isFoundByItsWholeNameInEachLanguage() {
            createReminder();
            create("reminder_2", TemplateContent.of(TemplateText.of("Hello")).withButton(book()));
            templates.create(
                    GraphFixture.WABA,
                    new NewTemplate(
                            "reminder",
                            "de",
                            TemplateCategory.UTILITY,
                            TemplateContent.of(TemplateText.of("Hallo")).withButton(book())));

            assertThat(templates.named(GraphFixture.WABA, "reminder"))
                    .extracting(template -> template.language())
                    .containsExactlyInAnyOrder("en_GB", "de");
        }

        @Test
        void isDeletedInOneLanguageOrInAll() {
            createReminder();
            templates.create(
                    GraphFixture.WABA,
                    new NewTemplate(
                            "reminder",
                            "de",
                            TemplateCategory.UTILITY,
                            TemplateContent.of(TemplateText.of("Hallo")).withButton(book())));

            templates.delete(
                    GraphFixture.WABA,
                    templates.named(GraphFixture.WABA, "reminder").getFirst());
            assertThat(templates.named(GraphFixture.WABA, "reminder")).hasSize(1);
            templates.delete(GraphFixture.WABA, "reminder");
            assertThat(templates.list(GraphFixture.WABA)).isEmpty();
            assertThatThrownBy(() -> templates.delete(GraphFixture.WABA, "reminder"))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("not found");
        }

        @Test
        void listsAllPages() {
            for (int i = 0; i < 30; i++) {
                create("t_" + i, TemplateContent.of(TemplateText.of("Hello")).withButton(book()));
            }

            assertThat(templates.list(GraphFixture.WABA)).hasSize(30);
        }

        @Test
        void isRefusedWithAFlowThatIsNotThere() {
            var content = TemplateContent.of(TemplateText.of("Hello"))
                    .withButton(TemplateButton.flow("Book", new FlowId("404")));

            var refused = catchThrowableOfType(GraphException.class, () -> create("lost", content));

            assertThat(refused.code()).hasValue(100);
            assertThat(refused.details())
                    .hasValueSatisfying(text -> assertThat(text).contains("Flow of the button"));
        }

        @TestFactory
        Stream<DynamicTest> isRefusedHereWhereMetaWouldRefuseIt() {
            var hello = TemplateContent.of(TemplateText.of("Hello"));
            return Map.<String, Runnable>ofEntries(
                            Map.entry("name", () -> create("Big Name", hello)),
                            Map.entry("no example", () -> create("a", TemplateContent.of(TemplateText.of("Hi {{1}}")))),
                            Map.entry("gap", () -> create("a", TemplateContent.of(text("{{1}} {{3}}", "x", "y")))),
                            Map.entry("mixed", () -> create("a", TemplateContent.of(text("{{1}} {{name}}", "x", "y")))),
                            Map.entry("long body", () -> TemplateContent.of(TemplateText.of("x".repeat(1_025)))),
                            Map.entry("long footer", () -> hello.withFooter("x".repeat(61))),
                            Map.entry("long button", () -> TemplateButton.flow("x".repeat(26), flow)),
                            Map.entry("empty button", () -> TemplateButton.flow(" ", flow)),
                            Map.entry("long header", () -> new TemplateHeader.Line(TemplateText.of("x".repeat(61)))),
                            Map.entry(
                                    "two in the header", () -> new TemplateHeader.Line(text("{{1}} {{2}}", "x", "y"))),
                            Map.entry(
                                    "file without example",
                                    () -> create(
                                            "a",
                                            hello.withHeader(new TemplateHeader.File(
                                                    MessageHeader.Kind.VIDEO, Optional.empty())))),
                            Map.entry(
                                    "two openings",
                                    () -> new TemplateButton.Flow(
                                            "Book",
                                            new TemplateFlow.ById(flow),
                                            true,
                                            Optional.of("A"),
                                            Optional.empty())))
                    .entrySet()
                    .stream()
                    .map(wrong -> DynamicTest.dynamicTest(
                            wrong.getKey(),
                            () -> assertThatThrownBy(() -> wrong.getValue().run())
                                    .isInstanceOf(IllegalArgumentException.class)));
        }
    }

    @Nested
    class Sent {

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
                                            "type",
                                            "image",
                                            "image",
                                            Map.of("link", "https://example.com/table.jpg")))),
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
            assertThat(components(sent).toString())
                    .contains("parameter_name=first_name", "flow_action_data={name=Ada}");
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

    @Nested
    class Compared {

        @TestFactory
        Stream<DynamicTest> saysWhatDoesNotFitBeforeMetaDoes() {
            return Stream.of(
                    wrong(
                            "a value is missing",
                            132000,
                            m -> m.withBody(TemplateValues.positional("Ada")),
                            "A value is missing: its body has 2 placeholders, the message gives 1."),
                    wrong(
                            "a value is too many",
                            132000,
                            m -> m.withBody(TemplateValues.positional("a", "b", "c")),
                            "A value is too many: its body has 2 placeholders, the message gives 3."),
                    wrong(
                            "named for positional",
                            100,
                            m -> m.withBody(TemplateValues.named(Map.of("a", "x", "b", "y"))),
                            "Its body has 2 placeholders by place, but the message gives values by name."),
                    wrong(
                            "no picture",
                            132012,
                            m -> m.withHeader(TemplateHeaderValue.none()),
                            "Its header is a picture, but the message gives none."),
                    wrong(
                            "a video for a picture",
                            132012,
                            m -> m.withHeader(TemplateHeaderValue.file(MessageHeader.video(MediaSource.id("7")))),
                            "Its header is a picture, but the message gives a video."),
                    wrong(
                            "a text for a picture",
                            132012,
                            m -> m.withHeader(TemplateHeaderValue.text(TemplateValues.positional("Hi"))),
                            "Its header is a picture, but the message gives a text."),
                    wrong(
                            "the end of the link is missing",
                            131008,
                            m -> new FlowTemplateMessage(
                                    m.to(),
                                    m.template(),
                                    m.language(),
                                    m.flowToken(),
                                    m.flowActionData(),
                                    1,
                                    m.header(),
                                    m.body(),
                                    new java.util.TreeMap<>()),
                            "A value is missing: the URL of button 0 has a placeholder."),
                    wrong(
                            "the Flow button elsewhere",
                            131009,
                            m -> new FlowTemplateMessage(
                                    m.to(),
                                    m.template(),
                                    m.language(),
                                    m.flowToken(),
                                    m.flowActionData(),
                                    0,
                                    m.header(),
                                    m.body(),
                                    new java.util.TreeMap<>()),
                            "Button 0 is no Flow button: that is button 1, counted from 0."),
                    wrong(
                            "a button of another kind",
                            131009,
                            m -> m.withButton(0, TemplateButtonValue.couponCode("X")),
                            "Button 0 is a link, but the message gives it a code."),
                    wrong(
                            "a button that is not there",
                            131009,
                            m -> m.withButton(2, TemplateButtonValue.quickReply("x")),
                            "It has no button 2, counted from 0: it has 2 buttons."),
                    wrong(
                            "data where the endpoint is asked",
                            0,
                            m -> m.withFlowActionData(Map.of("a", 1)),
                            "Its Flow button asks the endpoint"));
        }

        private DynamicTest wrong(
                String name, int metasCode, UnaryOperator<FlowTemplateMessage> change, String sentence) {
            return DynamicTest.dynamicTest(name, () -> {
                if (templates.list(GraphFixture.WABA).isEmpty()) {
                    createReminder();
                }
                var message = change.apply(reminder());

                assertThatThrownBy(() -> templates.checked(GraphFixture.WABA, message))
                        .isInstanceOf(TemplateMismatchException.class)
                        .hasMessageContaining(sentence);
                if (metasCode != 0) {
                    refused(message, metasCode);
                }
            });
        }

        @Test
        void saysWhichNameIsWrongAndWhichIsMissing() {
            createOffer();
            var message = offer().withBody(TemplateValues.named(Map.of("first_name", "Ada", "price", "secret-17")));

            assertThatThrownBy(() -> templates.checked(GraphFixture.WABA, message))
                    .isInstanceOfSatisfying(
                            TemplateMismatchException.class,
                            mismatch -> assertThat(mismatch.problems())
                                    .containsExactly(
                                            "A value is missing: its body has the placeholder offer, which the"
                                                    + " message does not name.",
                                            "Its body has no placeholder price; it has first_name, offer."))
                    .hasMessageNotContaining("secret-17");
            refused(message, 100);
        }

        @Test
        void saysWhenNamesAreNeeded() {
            createOffer();
            var message = offer().withBody(TemplateValues.positional("Ada", "Tea"));

            assertThatThrownBy(() -> templates.checked(GraphFixture.WABA, message))
                    .hasMessageContaining("have names (first_name, offer), but the message gives values by place");
            refused(message, 100);
        }

        @Test
        void saysWhenAHeaderIsGivenThatTheTemplateHasNot() {
            create("plain", TemplateContent.of(TemplateText.of("Hello")).withButton(book()));
            var plain = FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), "plain", "en_GB", "t-1");

            assertThat(templates.checked(GraphFixture.WABA, plain)).isEqualTo(plain);
            var message = plain.withHeader(TemplateHeaderValue.file(PICTURE));
            assertThatThrownBy(() -> templates.checked(GraphFixture.WABA, message))
                    .hasMessageContaining("It has no header");
            refused(message, 132012);
        }

        @Test
        void saysWhichLanguagesThereAre() {
            createReminder();
            var message = FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), "reminder", "en", "t-1");

            assertThatThrownBy(() -> templates.checked(GraphFixture.WABA, message))
                    .hasMessageContaining("not there in the language en, but in: en_GB.");
            var refused = refused(message, 132001);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.details()).contains("template name (reminder) does not exist in en");
        }

        @Test
        void saysThatThereIsNoSuchTemplate() {
            var message = FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), "nothing", "en_GB", "t-1");

            assertThatThrownBy(() -> templates.checked(GraphFixture.WABA, message))
                    .hasMessageContaining("no template of this name");
            refused(message, 132001);
        }

        @Test
        void saysWhenATemplateIsNotApproved() {
            createReminder();
            var id = templates.list(GraphFixture.WABA).getFirst().id();
            Map.of("PAUSED", 132015, "DISABLED", 132016, "PENDING", 132001).forEach((status, code) -> {
                graph.emulator.setTemplateStatus(id, status);

                assertThatThrownBy(() -> templates.checked(GraphFixture.WABA, reminder()))
                        .hasMessageContaining("status is " + status);
                refused(reminder(), code);
            });
        }

        @Test
        void theFlowButtonLeftOutIsTheClassic131009() {
            create("plain", TemplateContent.of(TemplateText.of("Hello")).withButton(book()));
            var message = Map.of(
                    "messaging_product",
                    "whatsapp",
                    "to",
                    "15550100",
                    "type",
                    "template",
                    "template",
                    Map.of("name", "plain", "language", Map.of("code", "en_GB")));

            var refused = catchThrowableOfType(
                    GraphException.class,
                    () -> graph.client.call(
                            GraphRequest.post(GraphFixture.NUMBER + "/messages").json(message)));

            assertThat(refused.code()).hasValue(131009);
            assertThat(refused.getMessage()).contains("Flow button", "sub_type flow");
        }

        private GraphException refused(FlowTemplateMessage message, int code) {
            var refused = catchThrowableOfType(GraphException.class, () -> messages.send(GraphFixture.NUMBER, message));
            assertThat(refused.code()).hasValue(code);
            return refused;
        }
    }

    private static List<Object> components(SentByApi sent) {
        return sent.message().get("template") instanceof Map<?, ?> template
                        && template.get("components") instanceof List<?> components
                ? List.copyOf(components)
                : List.of();
    }
}
