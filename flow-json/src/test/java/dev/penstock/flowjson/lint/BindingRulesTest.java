package dev.penstock.flowjson.lint;

import static dev.penstock.flowjson.lint.Twins.bound;
import static dev.penstock.flowjson.lint.Twins.documents;
import static dev.penstock.flowjson.lint.Twins.input;
import static dev.penstock.flowjson.lint.Twins.navigation;
import static dev.penstock.flowjson.lint.Twins.screen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.lint.Twins.Twin;
import dev.penstock.flowjson.text.TextRange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Data models, bindings, expressions and conditions. */
class BindingRulesTest {

    private static final String DATA = """
            "s": {"type": "string", "__example__": "x"}, "n": {"type": "number", "__example__": 1},
            "b": {"type": "boolean", "__example__": true},
            "o": {"type": "object", "properties": {"in": {"type": "string"}}, "__example__": {"in": "x"}},
            "l": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"},
              "title": {"type": "string"}}}, "__example__": []},
            "ids": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}},
              "__example__": []}""";

    static final List<Twin> TWINS = List.of(
            data(
                    "type missing",
                    "\"a\": {\"type\": \"string\", \"__example__\": \"x\"}",
                    "\"a\": {\"__example__\": \"x\"}"),
            data(
                    "type unknown",
                    "\"a\": {\"type\": \"number\", \"__example__\": 1}",
                    "\"a\": {\"type\": \"integer\", \"__example__\": 1}"),
            data("no schema", "\"a\": {\"type\": \"string\", \"__example__\": \"x\"}", "\"a\": \"string\""),
            data(
                    "example missing",
                    "\"a\": {\"type\": \"string\", \"__example__\": \"x\"}",
                    "\"a\": {\"type\": \"string\"}"),
            data(
                    "example of a wrong type",
                    "\"a\": {\"type\": \"number\", \"__example__\": 1}",
                    "\"a\": {\"type\": \"number\", \"__example__\": \"1\"}"),
            data(
                    "example with a null",
                    "\"a\": {\"type\": \"string\", \"__example__\": \"\"}",
                    "\"a\": {\"type\": \"string\", \"__example__\": null}"),
            data(
                    "example too deep",
                    "\"a\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"__example__\": []}",
                    "\"a\": {\"type\": \"array\", \"items\": {\"type\": \"string\", \"__example__\": \"x\"},"
                            + " \"__example__\": []}"),
            data(
                    "example with a wrong item",
                    "\"a\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"__example__\": [\"x\"]}",
                    "\"a\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"__example__\": [1]}"),
            data(
                    "example with a wrong field",
                    "\"a\": {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"string\"}},"
                            + " \"__example__\": {\"x\": \"\", \"more\": 1}}",
                    "\"a\": {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"string\"}},"
                            + " \"__example__\": {\"x\": 1}}"),
            data(
                    "array without items",
                    "\"a\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"__example__\": []}",
                    "\"a\": {\"type\": \"array\", \"__example__\": []}"),
            data(
                    "items of a wrong type",
                    "\"a\": {\"type\": \"array\", \"items\": true, \"__example__\": []}",
                    "\"a\": {\"type\": \"array\", \"items\": \"string\", \"__example__\": []}"),
            dynamic("data that is not declared", text("${data.s}"), text("${data.x}")),
            dynamic("field that is not declared", text("${data.o.in}"), text("${data.o.out}")),
            dynamic("reach into an array", select("${data.l}"), text("${data.l.id}")),
            dynamic("input that does not exist", input("a", "") + "," + text("${form.a}"), text("${form.a}")),
            dynamic("text from a list", text("${data.s}"), text("${data.l}")),
            dynamic("text from a number", text("${data.s}"), text("${data.n}")),
            dynamic("visible from a text", visible("${data.b}"), visible("${data.s}")),
            dynamic("options from a text", select("${data.l}"), select("${data.s}")),
            dynamic("options without titles", select("${data.l}"), select("${data.ids}")),
            dynamic("visible from an expression", visible("`${data.n} > 1`"), visible("`${data.n} + 1`")),
            dynamic(
                    "initial value of a wrong type",
                    input("a", ", \"init-value\": \"${data.s}\""),
                    input("a", ", \"init-value\": \"${data.b}\"")),
            documents(
                    "another screen",
                    "INVALID_SCREEN_DATA",
                    other("${screen.FIRST.data.own}"),
                    other("${screen.NONE.data.own}")),
            documents(
                    "another screen's data",
                    "INVALID_SCREEN_DATA",
                    other("${screen.FIRST.data.own}"),
                    other("${screen.FIRST.data.none}")),
            documents(
                    "its own screen",
                    "INVALID_SCREEN_DATA",
                    other("${screen.FIRST.data.own}"),
                    other("${screen.SECOND.data.own}")),
            documents(
                    "another screen before 4.0",
                    "INVALID_SCREEN_DATA",
                    other("${screen.FIRST.data.own}").replace("7.3", "4.0"),
                    other("${screen.FIRST.data.own}").replace("7.3", "3.1")),
            expression("unfinished expression", text("`'a' ${data.s}`"), text("`'a' +`")),
            expression("unknown kind of binding", text("${data.s}"), text("${date.s}")),
            expression("sum of texts", text("`'a' (${data.n} + 1)`"), text("`'a' (${data.s} + 1)`")),
            expression("comparison of two types", visible("`${data.n} == 1`"), visible("`${data.s} == 1`")),
            expression("order of texts", visible("`${data.n} < 1`"), visible("`${data.s} < 'b'`")),
            expression("negation of a number", visible("`!${data.b}`"), visible("`!${data.n}`")),
            expression("joining a list", text("`'a' ${data.s}`"), text("`'a' ${data.l}`")),
            expression("binding as a name", input("a", ""), input("${data.s}", "")),
            documents(
                    "expression before 6.0",
                    "INVALID_PROPERTY_VALUE",
                    screen("6.0", DATA, text("`'a' ${data.s}`")),
                    screen("5.1", DATA, text("`'a' ${data.s}`"))),
            expression("value of Switch", switchOn("${data.s}"), switchOn("s")),
            expression("condition that compares", condition("${data.s} == 'x'"), condition("${data.s}")),
            expression("condition without binding", condition("${data.b}"), condition("true")),
            expression(
                    "condition with two constants",
                    condition("${data.b} && ${data.n} == 1"),
                    condition("${data.b} && 1 == 1")),
            expression("condition of two types", condition("${data.n} != 1"), condition("${data.n} != '1'")),
            expression("condition that adds", condition("${data.n} + 1 > 2"), condition("${data.n} + 1")),
            expression("condition cut short", condition("!(${data.b})"), condition("!(${data.b}")),
            expression("condition in backticks", condition("${data.b}"), condition("`${data.b}`")),
            dynamic("condition on nothing", condition("${data.b}"), condition("${data.none}")));

    @TestFactory
    Stream<DynamicTest> tellsTwinsApart() {
        return Twins.tests(TWINS);
    }

    @Test
    void warnsOfTextWithABindingInsideAndRefusesItWhenStrict() {
        String document = screen("7.3", DATA, text("Hello ${data.s}"));

        assertThat(Linter.standard().check(document).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
        assertThat(Linter.standard().strict().check(document).hasErrors()).isTrue();
    }

    @Test
    void pointsAtTheOffendingPartOfAnExpression() {
        String document = """
                {"version": "7.3", "screens": [{"id": "A", "title": "A", "terminal": true, "layout":
                {"type": "SingleColumnLayout", "children": [
                {"type": "TextBody",
                "text": "`'a' ${data.none}`"},
                %s]}}]}
                """.formatted(Twins.footer());

        assertThat(Linter.standard().check(document).errors()).singleElement().satisfies(finding -> {
            assertThat(finding.range()).isEqualTo(new TextRange(4, 15, 4, 26));
            assertThat(finding.path()).isEqualTo("screens[0].layout.children[0].text");
        });
    }

    private static Twin data(String name, String valid, String invalid) {
        return documents(name, "INVALID_SCREEN_DATA", screen("7.3", valid, ""), screen("7.3", invalid, ""));
    }

    private static Twin dynamic(String name, String valid, String invalid) {
        return bound(name, "INVALID_SCREEN_DYNAMIC_DATA", DATA, valid, invalid);
    }

    private static Twin expression(String name, String valid, String invalid) {
        return bound(name, "INVALID_PROPERTY_VALUE", DATA, valid, invalid);
    }

    private static String text(String text) {
        return "{\"type\": \"TextBody\", \"text\": \"%s\"}".formatted(text);
    }

    private static String visible(String visible) {
        return "{\"type\": \"TextBody\", \"text\": \"x\", \"visible\": \"%s\"}".formatted(visible);
    }

    private static String select(String options) {
        return "{\"type\": \"Dropdown\", \"name\": \"d\", \"label\": \"L\", \"data-source\": \"%s\"}"
                .formatted(options);
    }

    private static String condition(String condition) {
        return "{\"type\": \"If\", \"condition\": \"%s\", \"then\": [%s]}".formatted(condition, text("x"));
    }

    private static String switchOn(String value) {
        return "{\"type\": \"Switch\", \"value\": \"%s\", \"cases\": {\"x\": [%s]}}".formatted(value, text("x"));
    }

    private static String other(String binding) {
        return navigation("", "", "").replace("\"title\": \"Second\"", "\"title\": \"%s\"".formatted(binding));
    }
}
