package dev.penstock.flowjson.lint;

import static dev.penstock.flowjson.lint.Twins.bare;
import static dev.penstock.flowjson.lint.Twins.footer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of bindings that are none, and that it is said once and with what was meant. */
class BindingMessagesTest {

    private static final String DATA = """
            "name": {"type": "string", "__example__": "x"},
            "user": {"type": "object", "properties": {"name": {"type": "string"}}, "__example__": {"name": "Ana"}},
            "total": {"type": "number", "__example__": 1}""";

    private static List<Finding> findings(String version, String text) {
        String document = """
                {"version": "%s", "screens": [
                 {"id": "BINAFSI", "title": "Before", "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "TextInput", "name": "age", "label": "Age"},
                  {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                   "next": {"type": "screen", "name": "ONLY"}, "payload": {"name": "a", "user": {"name": "b"}, "total": 1}}}]}},
                 {"id": "ONLY", "title": "Only", "terminal": true, "data": {%s},
                  "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "TextInput", "name": "email", "label": "Mail"},
                   {"type": "TextBody", "text": "%s"}, %s]}}]}
                """.formatted(version, DATA, text, footer());
        return Linter.standard().check(document).findings();
    }

    private static String message(String text) {
        assertThat(findings("7.3", text)).as(text).hasSize(1);
        return findings("7.3", text).getFirst().message();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "${screen.BINAFSI.age}  | .form. or .data. is missing. Write ${screen.BINAFSI.form.age}.",
                "${screen.BINAFSI.else} | Write ${screen.BINAFSI.form.else} or ${screen.BINAFSI.data.else}.",
                "${screen.BINAFSI}      | .form. or .data. and a name are missing.",
                "${screen.BINAFSI.form} | After form, the name of an input is missing.",
                "${screen.BINAFSI.data} | After data, a name that the data declares is missing.",
                "${screen}              | Write ${screen.ID.form.NAME}",
                "${data}                | data alone names no value",
                "${form}                | form alone names no value; the name of an input is missing. Write"
                        + " ${form.NAME}.",
                "${Data.name}           | Write ${data.name}.",
                "${from.email}          | Write ${form.email}.",
                "${FORM.email}          | Write ${form.email}.",
                "${Screen.BINAFSI.form.age} | Write ${screen.BINAFSI.form.age}.",
                "${screen.BINAFSI.From.age} | Write ${screen.BINAFSI.form.age}.",
                "${BINAFSI.form.age}    | Write ${screen.BINAFSI.form.age}.",
                "${BINAFSI.age}         | Write ${screen.BINAFSI.form.age}.",
                "${user.name}           | Write ${data.user.name}.",
                "${email}               | Write ${form.email}.",
                "${total}               | Write ${data.total}.",
                "${ data.name }         | no blanks inside its braces. Write ${data.name}.",
                "${data..name}          | a name after each dot. Write ${data.name}.",
                "${data.nmae}           | did you mean ${data.name}",
                "${form.name}           | did you mean ${data.name}",
                "${data.email}          | did you mean ${form.email}",
                "${screen.BINAFSY.form.age} | did you mean ${screen.BINAFSI.form.age}",
                "${data.user.list[0]}   | declared as object without 'list[0]'",
                "${data.user[0].name}   | a binding cannot reach into an array",
                "`${total} ' items'`    | Write ${data.total}."
            })
    void saysWhatIsMissingAndWhatWasMeant(String text, String expected) {
        assertThat(message(text)).contains(expected);
    }

    @Test
    void doesNotSpeakOfDotsWhereNoneIs() {
        assertThat(message("${form}")).doesNotContain("each dot");
        assertThat(message("${screen.BINAFSI.age}")).doesNotContain("starts with");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Hello ${user.name}! x    | `'Hello ' ${data.user.name} '! x'`",
                "Hello ${data.name}       | `'Hello ' ${data.name}`",
                "It's ${form.email}       | `'It\\'s ' ${form.email}`",
                "Hello ${ data.name }!    | `'Hello ' ${data.name} '!'`",
                "${data.name} ${form.email} | `${data.name} ' ' ${form.email}`",
                "Hello ${data.name        | The closing brace of the binding is missing.",
                "Hello {{data.name}}      | as it is written",
                "Hello $data.name         | as it is written"
            })
    void findsWhatLooksLikeABindingInsideLongerText(String text, String expected) {
        assertThat(findings("7.3", text)).as(text).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.message()).contains(expected);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Costs $5", "a {b} c", "Open data (data.gov)", "data.name", "50% off {today}"})
    void leavesPlainTextAlone(String text) {
        assertThat(findings("7.3", text)).isEmpty();
    }

    @Test
    void offersNoBackticksBeforeThereAreAny() {
        assertThat(findings("5.1", "Hello ${user.name}!"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("move to Flow JSON 6.0", "Write ${data.user.name}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"title\": \"Hi ${user.name}\"",
                "\"label\": \"Hi ${user.name}\"",
                "\"helper-text\": \"Hi ${user.name}\"",
                "\"init-value\": \"Hi ${user.name}\"",
                "\"error-message\": \"Hi ${user.name}\""
            })
    void looksIntoEveryTextProperty(String property) {
        boolean isTitle = property.startsWith("\"title\"");
        String input = "{\"type\": \"TextInput\", \"name\": \"i\", %s}"
                .formatted(
                        property.contains("\"label\"") || isTitle
                                ? "\"label\": \"L\""
                                : "\"label\": \"L\", " + property);
        String labelled = property.contains("\"label\"") ? input.replace("\"label\": \"L\"", property) : input;
        String document = bare("7.3", DATA, labelled + ", " + footer())
                .replace("\"title\": \"Only\"", isTitle ? property : "\"title\": \"Only\"");

        assertThat(Linter.standard().check(document).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("${data.user.name}"));
    }

    @Nested
    class Sums {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "`'a' + ${data.name}`",
                    "`${data.name} + 'a'`",
                    "`'Hello ' + ${data.name} + '!'`",
                    "`${data.name} + ${form.email}`",
                    "`'Total: ' + ${data.total}`",
                    "`'Total: ' + (1 + ${data.total})`",
                    "`('a' + ${data.name}) + 1`"
                })
        void saysOnceThatTextsAreJoinedByWritingThemSideBySide(String text) {
            assertThat(message(text)).containsIgnoringCase("texts are joined by writing them one after another");
        }

        @Test
        void stillAddsNumbers() {
            assertThat(findings("7.3", "`'Total: ' (${data.total} + 1)`")).isEmpty();
        }

        @Test
        void saysItOnceInAConditionToo() {
            String branch = """
                    {"type": "If", "condition": "${data.name} + 'b' == 'ab'", "then": [
                     {"type": "TextBody", "text": "x"}]}""";

            assertThat(Linter.standard()
                            .check(bare("7.3", DATA, branch + ", " + footer()))
                            .errors())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("one after another"));
        }
    }
}
