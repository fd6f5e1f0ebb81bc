package dev.penstock.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.templates.TemplateContent;
import dev.penstock.graph.templates.TemplateMismatchException;
import dev.penstock.graph.templates.TemplateText;
import dev.penstock.id.Recipient;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Messages that do not fit their template: refused before Meta refuses them. */
class TemplateMismatchTest extends TemplateTests {

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

    private DynamicTest wrong(String name, int metasCode, UnaryOperator<FlowTemplateMessage> change, String sentence) {
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
