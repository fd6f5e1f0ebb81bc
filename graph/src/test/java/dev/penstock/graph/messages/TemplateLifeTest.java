package dev.penstock.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.templates.NewTemplate;
import dev.penstock.graph.templates.PlaceholderFormat;
import dev.penstock.graph.templates.TemplateButton;
import dev.penstock.graph.templates.TemplateCategory;
import dev.penstock.graph.templates.TemplateContent;
import dev.penstock.graph.templates.TemplateFlow;
import dev.penstock.graph.templates.TemplateHeader;
import dev.penstock.graph.templates.TemplateText;
import dev.penstock.id.FlowId;
import dev.penstock.id.Recipient;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Templates with a Flow button at Meta: made, found, listed and deleted. */
class TemplateLifeTest extends TemplateTests {

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
            assertThat(content.header()).contains(new TemplateHeader.File(MessageHeader.Kind.IMAGE, Optional.empty()));
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
        var content =
                TemplateContent.of(TemplateText.of("Hello")).withButton(TemplateButton.flow("Book", new FlowId("404")));

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
                        Map.entry("two in the header", () -> new TemplateHeader.Line(text("{{1}} {{2}}", "x", "y"))),
                        Map.entry(
                                "file without example",
                                () -> create(
                                        "a",
                                        hello.withHeader(
                                                new TemplateHeader.File(MessageHeader.Kind.VIDEO, Optional.empty())))),
                        Map.entry(
                                "two openings",
                                () -> new TemplateButton.Flow(
                                        "Book", new TemplateFlow.ById(flow), true, Optional.of("A"), Optional.empty())))
                .entrySet()
                .stream()
                .map(wrong -> DynamicTest.dynamicTest(
                        wrong.getKey(),
                        () -> assertThatThrownBy(() -> wrong.getValue().run())
                                .isInstanceOf(IllegalArgumentException.class)));
    }
}
