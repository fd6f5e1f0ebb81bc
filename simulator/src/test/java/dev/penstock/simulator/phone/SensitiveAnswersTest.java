package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chat's summary hides what was typed into sensitive fields, under whatever name it is sent. */
class SensitiveAnswersTest {

    private static final String BULLETS = "••••••••••••";

    @Test
    void hidesAValueThatIsSentUnderAnotherName() {
        OnePhone phone = OnePhone.plays("sensitive-under-another-payload-key.json");
        phone.change("secret", "s3cret");

        phone.tapFooter();

        assertThat(phone.session.response().orElseThrow()).containsEntry("code", "s3cret");
        assertThat(phone.summary()).containsExactly(BULLETS);
    }

    @Test
    void hidesAValueInsideAnExpressionOrAnObject() {
        OnePhone phone = OnePhone.plays(flow("TextInput", "", "[\"secret\"]", """
                "said": "`'code ' ${form.secret}`", "deep": {"list": ["${screen.A.form.secret}"]}, "open": "${form.name}"
                """));
        phone.change("secret", "s3cret");
        phone.change("name", "Ada");

        phone.tapFooter();

        assertThat(phone.summary()).containsExactly(BULLETS, BULLETS, "Ada");
    }

    @Test
    void leavesOutAPasswordUnderAnotherName() {
        OnePhone phone = OnePhone.plays(
                flow("TextInput", ", \"input-type\": \"password\"", "[]", "\"code\": \"${form.secret}\""));
        phone.change("secret", "s3cret");

        phone.tapFooter();

        assertThat(phone.session.response().orElseThrow()).containsEntry("code", "s3cret");
        assertThat(phone.summary()).isEqualTo(List.of());
    }

    @Test
    void hidesAValueThatWasHandedFromScreenToScreen() {
        OnePhone phone = OnePhone.plays(FlowJson.parse("""
                {"version": "7.3", "screens": [
                  {"id": "A", "title": "A", "sensitive": ["secret"], "layout": {"type": "SingleColumnLayout", "children": [
                    {"type": "TextInput", "name": "secret", "label": "secret"},
                    {"type": "Footer", "label": "Go", "on-click-action": {"name": "navigate",
                      "next": {"type": "screen", "name": "B"}, "payload": {"handed": "${form.secret}"}}}]}},
                  {"id": "B", "title": "B", "terminal": true, "data": {"handed": {"type": "string", "__example__": ""}},
                    "layout": {"type": "SingleColumnLayout", "children": [
                    {"type": "TextBody", "text": "B"},
                    {"type": "Footer", "label": "Go", "on-click-action": {"name": "complete",
                      "payload": {"code": "${data.handed}"}}}]}}]}
                """));
        phone.change("secret", "s3cret");
        phone.tapFooter();

        phone.tapFooter();

        assertThat(phone.session.response().orElseThrow()).containsEntry("code", "s3cret");
        assertThat(phone.summary()).containsExactly(BULLETS);
    }

    private static FlowJson flow(String type, String properties, String sensitive, String payload) {
        return FlowJson.parse("""
                {"version": "7.3", "screens": [{"id": "A", "title": "A", "terminal": true, "sensitive": %s,
                  "layout": {"type": "SingleColumnLayout", "children": [
                    {"type": "%s", "name": "secret", "label": "secret"%s},
                    {"type": "TextInput", "name": "name", "label": "name"},
                    {"type": "Footer", "label": "Go", "on-click-action": {"name": "complete", "payload": {%s}}}]}}]}
                """.formatted(sensitive, type, properties, payload));
    }
}
