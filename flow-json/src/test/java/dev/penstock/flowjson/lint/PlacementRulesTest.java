package dev.penstock.flowjson.lint;

import static dev.penstock.flowjson.lint.Twins.bare;
import static dev.penstock.flowjson.lint.Twins.children;
import static dev.penstock.flowjson.lint.Twins.documents;
import static dev.penstock.flowjson.lint.Twins.footer;
import static dev.penstock.flowjson.lint.Twins.input;
import static dev.penstock.flowjson.lint.Twins.repeated;
import static dev.penstock.flowjson.lint.Twins.screen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.lint.Twins.Twin;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What may stand where, and how often. */
class PlacementRulesTest {

    private static final String TEXT = "{\"type\": \"TextBody\", \"text\": \"x\"}";
    private static final String IMAGE = "{\"type\": \"Image\", \"src\": \"aGk=\"}";
    private static final String RICH = "{\"type\": \"RichText\", \"text\": \"x\"}";
    private static final String LINK = """
            {"type": "EmbeddedLink", "text": "x", "on-click-action": {"name": "open_url", "url": "https://a.example"}}""";
    private static final String FLAG = "\"on\": {\"type\": \"boolean\", \"__example__\": true}";
    private static final String WORD = "\"w\": {\"type\": \"string\", \"__example__\": \"a\"}";

    static final List<Twin> TWINS = List.of(
            documents(
                    "two Footers",
                    "MAX_FOOTER_PER_SCREEN",
                    bare("7.3", "", footer()),
                    bare("7.3", "", footer() + "," + footer())),
            children("three links", "MAX_EMBEDDED_LINK_PER_SCREEN", "7.3", repeated(LINK, 2), repeated(LINK, 3)),
            children("four images", "MAX_IMAGE_PER_SCREEN", "7.3", repeated(IMAGE, 3), repeated(IMAGE, 4)),
            children("six OptIns", "MAX_OPT_IN_PER_SCREEN", "7.3", optIns(5), optIns(6)),
            children(
                    "two media pickers",
                    "INVALID_PROPERTY_VALUE",
                    "7.3",
                    picker("PhotoPicker"),
                    picker("PhotoPicker") + "," + picker("DocumentPicker")),
            children("101 components", "INVALID_PROPERTY_VALUE", "7.3", repeated(TEXT, 99), repeated(TEXT, 100)),
            documents(
                    "Footer in and out of a branch",
                    "MORE_THAN_ONE_FOOTER",
                    bare("7.3", FLAG, ifFooter(footer(), footer())),
                    bare("7.3", FLAG, ifFooter(footer(), footer()) + "," + footer())),
            documents(
                    "Footer in one branch",
                    "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
                    bare("7.3", FLAG, ifFooter(footer(), footer())),
                    bare("7.3", FLAG, ifFooter(footer(), TEXT))),
            documents(
                    "Footer without else",
                    "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
                    bare("7.3", FLAG, ifFooter(footer(), footer())),
                    bare(
                            "7.3",
                            FLAG,
                            "{\"type\": \"If\", \"condition\": \"${data.on}\", \"then\": [" + footer() + "]}")),
            documents(
                    "Footer in some cases",
                    "MISSING_FOOTER_IN_SWITCH_BRANCHES",
                    bare("7.3", WORD, switchOf(footer(), footer())),
                    bare("7.3", WORD, switchOf(footer(), TEXT))),
            documents(
                    "Footer in the second level",
                    "INVALID_PROPERTY_VALUE",
                    bare("7.3", FLAG, ifFooter(footer(), footer())),
                    bare("7.3", FLAG, ifFooter(ifFooter(footer(), footer()), ifFooter(footer(), footer())))),
            documents(
                    "images over exclusive branches",
                    "MAX_IMAGE_PER_SCREEN",
                    screen("7.3", FLAG, ifFooter(repeated(IMAGE, 3), repeated(IMAGE, 3))),
                    screen("7.3", FLAG, ifFooter(repeated(IMAGE, 3), TEXT) + "," + IMAGE)),
            documents(
                    "RichText in a branch",
                    "INVALID_PROPERTY_VALUE",
                    screen("7.3", FLAG, ifFooter(TEXT, TEXT)),
                    screen("7.3", FLAG, ifFooter(RICH, TEXT))),
            documents(
                    "If in Switch",
                    "INVALID_PROPERTY_VALUE",
                    screen("7.3", WORD + "," + FLAG, ifFooter(switchOf(TEXT, TEXT), TEXT)),
                    screen("7.3", WORD + "," + FLAG, switchOf(ifFooter(TEXT, TEXT), TEXT))),
            documents(
                    "four levels of If",
                    "INVALID_PROPERTY_VALUE",
                    screen("7.3", FLAG, nested(3)),
                    screen("7.3", FLAG, nested(4))),
            documents(
                    "empty then",
                    "INVALID_PROPERTY_VALUE",
                    screen("7.3", FLAG, ifFooter(TEXT, TEXT)),
                    screen("7.3", FLAG, ifFooter("", TEXT))),
            documents(
                    "no cases",
                    "MIN_ITEMS_REQUIRED",
                    screen("7.3", WORD, switchOf(TEXT, TEXT)),
                    screen("7.3", WORD, "{\"type\": \"Switch\", \"value\": \"${data.w}\", \"cases\": {}}")),
            documents(
                    "chips in a branch",
                    "INVALID_PROPERTY_VALUE",
                    screen("7.1", FLAG, ifFooter(chips(), TEXT)),
                    screen("7.0", FLAG, ifFooter(chips(), TEXT))),
            children("RichText with others", "INVALID_PROPERTY_VALUE", "7.3", RICH, RICH + "," + TEXT),
            documents(
                    "RichText with a Footer",
                    "INVALID_PROPERTY_VALUE",
                    screen("6.3", "", RICH),
                    screen("6.2", "", RICH)),
            documents(
                    "NavigationList with others",
                    "INVALID_PROPERTY_VALUE",
                    withList(list("", action()), false),
                    withList(list("", action()) + "," + TEXT, false)),
            documents(
                    "NavigationList at the end",
                    "INVALID_PROPERTY_VALUE",
                    withList(list("", action()), false),
                    withList(list("", action()), true)),
            documents(
                    "NavigationList without action",
                    "MISSING_REQUIRED_PROPERTY",
                    withList(list("", action()), false),
                    withList(list("", ""), false)),
            documents(
                    "NavigationList with two kinds of action",
                    "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
                    withList(list(action(), ""), false),
                    withList(list(action(), action()), false)),
            documents(
                    "end beside large media",
                    "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
                    withList(list("", action() + ", \"end\": {\"title\": \"t\"}"), false),
                    withList(list(", \"media-size\": \"large\"", action() + ", \"end\": {\"title\": \"t\"}"), false)),
            documents(
                    "four tags",
                    "INVALID_PROPERTY_VALUE",
                    withList(list("", action() + ", \"tags\": [\"a\", \"b\", \"c\"]"), false),
                    withList(list("", action() + ", \"tags\": [\"a\", \"b\", \"c\", \"d\"]"), false)),
            children(
                    "same name in two branches",
                    "DUPLICATE_FORM_COMPONENT_NAMES",
                    "7.3",
                    input("a", "") + "," + input("b", ""),
                    input("a", "") + "," + input("a", "")),
            documents(
                    "same name in exclusive branches",
                    "DUPLICATE_FORM_COMPONENT_NAMES",
                    screen("7.3", FLAG, ifFooter(input("a", ""), input("b", ""))),
                    screen("7.3", FLAG, ifFooter(input("a", ""), input("a", "")))),
            children(
                    "input outside the Form",
                    "COMPONENTS_OUTSIDE_FORM",
                    "7.3",
                    form(input("a", ""), ""),
                    form(input("a", ""), "") + "," + input("b", "")),
            children("input without a Form", "KEYWORD_ONE_OF", "3.1", form(input("a", ""), ""), input("a", "")),
            documents(
                    "Footer reads from outside",
                    "INVALID_FOOTER_PAYLOAD_OUTSIDE_FORM",
                    bare("3.1", "", form(input("a", "") + "," + reading("a"), "")),
                    bare("3.1", "", form(input("a", ""), "") + "," + reading("a"))),
            children(
                    "initial value inside a Form",
                    "INVALID_PROPERTY_KEY",
                    "7.3",
                    input("a", ", \"init-value\": \"x\""),
                    form(input("a", ", \"init-value\": \"x\""), "")),
            children(
                    "initial value of the Form",
                    "INVALID_PROPERTY_TYPE",
                    "7.3",
                    form(input("a", ""), ", \"init-values\": {\"a\": \"x\"}"),
                    form(input("a", ""), ", \"init-values\": {\"a\": [\"x\"]}")),
            children(
                    "initial value of nobody",
                    "INVALID_PROPERTY_KEY",
                    "7.3",
                    form(input("a", ""), ", \"init-values\": {\"a\": \"x\"}"),
                    form(input("a", ""), ", \"init-values\": {\"b\": \"x\"}")),
            children(
                    "initial value of photos",
                    "NATIVE_COMPONENT_IN_FORM_INIT_VALUES",
                    "7.3",
                    form(picker("PhotoPicker"), ""),
                    form(picker("PhotoPicker"), ", \"init-values\": {\"p\": \"x\"}")),
            children(
                    "message for nobody",
                    "INVALID_PROPERTY_KEY",
                    "7.3",
                    form(input("a", ""), ", \"error-messages\": {\"a\": \"x\"}"),
                    form(input("a", ""), ", \"error-messages\": {\"b\": \"x\"}")));

    @TestFactory
    Stream<DynamicTest> tellsTwinsApart() {
        return Twins.tests(TWINS);
    }

    @Test
    void letsTheLimitOfComponentsBeChosen() {
        String document = screen("7.3", "", repeated(TEXT, 60));

        assertThat(Linter.standard().check(document).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("61 components", "50"));
        assertThat(Linter.standard().withMaxComponents(50).check(document).hasErrors())
                .isTrue();
    }

    private static String ifFooter(String then, String otherwise) {
        return "{\"type\": \"If\", \"condition\": \"${data.on}\", \"then\": [%s], \"else\": [%s]}"
                .formatted(then, otherwise);
    }

    private static String nested(int levels) {
        return levels == 0 ? TEXT : ifFooter(nested(levels - 1), TEXT);
    }

    private static String switchOf(String a, String b) {
        return "{\"type\": \"Switch\", \"value\": \"${data.w}\", \"cases\": {\"a\": [%s], \"b\": [%s]}}"
                .formatted(a, b);
    }

    private static String optIns(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append("{\"type\": \"OptIn\", \"name\": \"o%d\", \"label\": \"L\"}".formatted(i));
        }
        return text.toString();
    }

    private static String picker(String type) {
        return "{\"type\": \"%s\", \"name\": \"p\", \"label\": \"L\"}".formatted(type);
    }

    private static String chips() {
        return """
                {"type": "ChipsSelector", "name": "c", "label": "L",
                 "data-source": [{"id": "1", "title": "1"}, {"id": "2", "title": "2"}]}""";
    }

    private static String form(String children, String more) {
        return "{\"type\": \"Form\", \"name\": \"f\", \"children\": [%s]%s}".formatted(children, more);
    }

    private static String reading(String name) {
        return footer().replace("\"payload\": {}", "\"payload\": {\"x\": \"${form.%s}\"}".formatted(name));
    }

    private static String action() {
        return ", \"on-click-action\": {\"name\": \"navigate\", \"next\": {\"type\": \"screen\", \"name\":"
                + " \"LAST\"}, \"payload\": {}}";
    }

    private static String list(String more, String item) {
        return ("{\"type\": \"NavigationList\", \"name\": \"l\", \"list-items\": [{\"id\": \"1\", \"main-content\":"
                        + " {\"title\": \"t\"}%s}]%s}")
                .formatted(item, more);
    }

    private static String withList(String children, boolean isTerminal) {
        return """
                {"version": "7.3", "screens": [
                 {"id": "LIST", "title": "List"%s, "layout": {"type": "SingleColumnLayout", "children": [%s]}},
                 {"id": "LAST", "title": "Last", "terminal": true,
                  "layout": {"type": "SingleColumnLayout", "children": [%s]}}]}
                """.formatted(isTerminal ? ", \"terminal\": true" : "", children, footer());
    }
}
