package dev.penstock.flowjson.lint;

import static dev.penstock.flowjson.lint.Twins.bare;
import static dev.penstock.flowjson.lint.Twins.documents;
import static dev.penstock.flowjson.lint.Twins.endpoint;
import static dev.penstock.flowjson.lint.Twins.footer;
import static dev.penstock.flowjson.lint.Twins.input;
import static dev.penstock.flowjson.lint.Twins.navigation;
import static dev.penstock.flowjson.lint.Twins.screen;

import dev.penstock.flowjson.lint.Twins.Twin;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Actions and their payloads. */
class ActionRulesTest {

    private static final String MODEL = "\"a\": {\"type\": \"string\", \"__example__\": \"x\"}";
    private static final String NUMBER = "\"n\": {\"type\": \"number\", \"__example__\": 1}";

    static final List<Twin> TWINS = List.of(
            documents(
                    "unknown action",
                    "INVALID_ENUM_VALUE",
                    screen("7.3", "", ""),
                    screen("7.3", "", "").replace("\"complete\"", "\"finish\"")),
            documents(
                    "complete outside a Footer",
                    "INVALID_ENUM_VALUE",
                    screen("7.3", "", link(openUrl())),
                    screen("7.3", "", link("{\"name\": \"complete\", \"payload\": {}}"))),
            documents(
                    "open_url since 6.0",
                    "INVALID_ENUM_VALUE",
                    screen("6.0", "", link(openUrl())),
                    screen("5.1", "", link(openUrl()))),
            documents(
                    "open_url without address",
                    "MISSING_REQUIRED_PROPERTY",
                    screen("7.3", "", link(openUrl())),
                    screen("7.3", "", link("{\"name\": \"open_url\"}"))),
            documents(
                    "open_url with a payload",
                    "INVALID_PROPERTY_KEY",
                    screen("7.3", "", link(openUrl())),
                    screen(
                            "7.3",
                            "",
                            link("{\"name\": \"open_url\", \"url\": \"https://a.example\", \"payload\": {}}"))),
            documents(
                    "address that is none",
                    "INVALID_PROPERTY_VALUE_FORMAT",
                    screen("7.3", "", link(openUrl())),
                    screen("7.3", "", link("{\"name\": \"open_url\", \"url\": \"somewhere\"}"))),
            documents(
                    "next without navigate",
                    "INVALID_PROPERTY_KEY",
                    screen("7.3", "", ""),
                    screen("7.3", "", "")
                            .replace(
                                    "\"payload\": {}",
                                    "\"next\": {\"type\": \"screen\", \"name\": \"ONLY\"}, \"payload\": {}")),
            documents(
                    "terminal Footer that leads on",
                    "INVALID_ENUM_VALUE",
                    endpoint("7.3", input("a", "")),
                    navigation("", "", "").replace("\"id\": \"FIRST\"", "\"id\": \"FIRST\", \"terminal\": true")),
            documents(
                    "complete before the end",
                    "INVALID_COMPLETE_ACTION",
                    navigation("", "", ""),
                    navigation("", "", "").replace("\"terminal\": true, ", "")),
            documents(
                    "navigate without next",
                    "MISSING_REQUIRED_PROPERTY",
                    navigation("", "", ""),
                    navigation("", "", "").replace("\"next\": {\"type\": \"screen\", \"name\": \"SECOND\"}, ", "")),
            documents(
                    "navigate to nowhere",
                    "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
                    navigation("", "", ""),
                    navigation("", "", "").replace("\"name\": \"SECOND\"", "\"name\": \"NONE\"")),
            documents(
                    "navigate to itself",
                    "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
                    navigation("", "", ""),
                    navigation("", "", "").replace("\"name\": \"SECOND\"", "\"name\": \"FIRST\"")),
            documents(
                    "payload that is not declared",
                    "INVALID_NAVIGATE_ACTION_PAYLOAD",
                    navigation("", "\"a\": \"x\"", MODEL),
                    navigation("", "\"a\": \"x\", \"b\": \"x\"", MODEL)),
            documents(
                    "payload that is missing",
                    "INVALID_NAVIGATE_ACTION_PAYLOAD",
                    navigation("", "\"a\": \"x\"", MODEL),
                    navigation("", "", MODEL)),
            documents(
                    "payload of a wrong type",
                    "INVALID_NAVIGATE_ACTION_PAYLOAD",
                    navigation("", "\"n\": 1", NUMBER),
                    navigation("", "\"n\": \"x\"", NUMBER)),
            documents(
                    "payload bound to a wrong type",
                    "INVALID_NAVIGATE_ACTION_PAYLOAD",
                    navigation("", "\"a\": \"${data.own}\"", MODEL),
                    navigation("", "\"n\": \"${data.own}\"", NUMBER)),
            documents(
                    "payload from an input of a wrong type",
                    "INVALID_NAVIGATE_ACTION_PAYLOAD",
                    navigation(input("i", ""), "\"a\": \"${form.i}\"", MODEL),
                    navigation(
                            "{\"type\": \"OptIn\", \"name\": \"i\", \"label\": \"L\"}", "\"a\": \"${form.i}\"", MODEL)),
            documents(
                    "payload from an expression of a wrong type",
                    "INVALID_NAVIGATE_ACTION_PAYLOAD",
                    navigation("", "\"a\": \"`'x' ${data.own}`\"", MODEL),
                    navigation("", "\"n\": \"`'x' ${data.own}`\"", NUMBER)),
            payload("payload from an input that does not exist", "\"x\": \"${form.a}\"", "\"x\": \"${form.b}\""),
            payload("payload from data that is not declared", "\"x\": \"${form.a}\"", "\"x\": \"${data.b}\""),
            payload(
                    "payload from a screen that does not exist",
                    "\"x\": \"${form.a}\"",
                    "\"x\": \"${screen.NONE.form.a}\""),
            payload("payload from a Form", "\"x\": \"${form.a}\"", "\"x\": \"${form.f}\""),
            documents(
                    "expression in a payload",
                    "INVALID_ACTION_PAYLOAD_PROPERTY",
                    completing("\"x\": \"`'a' ${form.a}`\""),
                    completing("\"x\": \"`'a' ${form.b}`\"")),
            documents(
                    "update of what is not declared",
                    "INVALID_ACTION_PAYLOAD_PROPERTY",
                    screen("7.3", MODEL, updating("\"a\": \"y\"")),
                    screen("7.3", MODEL, updating("\"b\": \"y\""))),
            documents(
                    "update with a wrong type",
                    "INVALID_ACTION_PAYLOAD_PROPERTY",
                    screen("7.3", MODEL, updating("\"a\": \"y\"")),
                    screen("7.3", MODEL, updating("\"a\": 1"))),
            documents(
                    "update_data since 6.0",
                    "INVALID_ENUM_VALUE",
                    screen("6.0", MODEL, updating("\"a\": \"y\"")),
                    screen("5.1", MODEL, updating("\"a\": \"y\""))),
            documents(
                    "files to another screen",
                    "INVALID_ON_CLICK_ACTION_PAYLOAD",
                    endpoint("7.3", picker(1)),
                    navigation(
                            picker(1),
                            "\"p\": \"${form.p}\"",
                            "\"p\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"__example__\": []}")),
            documents(
                    "files too deep",
                    "INVALID_ON_CLICK_ACTION_PAYLOAD",
                    bare("7.3", "", picker(1) + "," + sending("\"p\": \"${form.p}\"")),
                    bare("7.3", "", picker(1) + "," + sending("\"p\": {\"q\": \"${form.p}\"}"))),
            documents(
                    "too many files",
                    "INVALID_ON_CLICK_ACTION_PAYLOAD",
                    bare("7.3", "", picker(10) + "," + sending("\"p\": \"${form.p}\"")),
                    bare("7.3", "", picker(11) + "," + sending("\"p\": \"${form.p}\""))));

    @TestFactory
    Stream<DynamicTest> tellsTwinsApart() {
        return Twins.tests(TWINS);
    }

    @Test
    void everyDocumentedCodeHasATwin() {
        Set<String> covered = Stream.of(
                        TWINS,
                        DocumentRulesTest.TWINS,
                        PropertyRulesTest.TWINS,
                        PlacementRulesTest.TWINS,
                        BindingRulesTest.TWINS)
                .flatMap(List::stream)
                .map(Twin::code)
                .collect(Collectors.toSet());

        Assertions.assertThat(covered)
                .contains(
                        "INVALID_FLOW_JSON",
                        "MISSING_FLOW_JSON_VERSION",
                        "INVALID_FLOW_JSON_VERSION",
                        "UNSUPPORTED_FLOW_JSON_VERSION",
                        "NO_SUPPORTED_DATA_API_VERSION",
                        "INVALID_PROPERTY_KEY",
                        "INVALID_PROPERTY_VALUE",
                        "INVALID_PROPERTY_TYPE",
                        "INVALID_PROPERTY_VALUE_FORMAT",
                        "MIN_ITEMS_REQUIRED",
                        "MIN_CHARS_REQUIRED",
                        "MISSING_REQUIRED_TYPE_PROPERTY",
                        "MISSING_REQUIRED_PROPERTY",
                        "PATTERN_MISMATCH",
                        "INVALID_ENUM_VALUE",
                        "INVALID_DEPENDENCIES",
                        "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
                        "KEYWORD_ONE_OF",
                        "INVALID_ROUTING_MODEL",
                        "INVALID_ON_CLICK_ACTION_PAYLOAD",
                        "INVALID_COMPLETE_ACTION",
                        "INVALID_NAVIGATE_ACTION_PAYLOAD",
                        "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
                        "INVALID_SCREEN_DYNAMIC_DATA",
                        "INVALID_SCREEN_DATA",
                        "MAX_SCREENS_NUMBER",
                        "MAX_FOOTER_PER_SCREEN",
                        "MAX_EMBEDDED_LINK_PER_SCREEN",
                        "MAX_IMAGE_PER_SCREEN",
                        "MAX_OPT_IN_PER_SCREEN",
                        "MORE_THAN_ONE_FOOTER",
                        "MIN_VALUE_GREATER_THAN_MAX",
                        "MINIMUM_VALUE_REQUIRED",
                        "MAXIMUM_VALUE_REQUIRED",
                        "DUPLICATE_FORM_COMPONENT_NAMES",
                        "DUPLICATE_SCREEN_IDS",
                        "SCREEN_ID_IS_RESERVED_KEYWORD",
                        "MISSING_TERMINAL_SCREEN",
                        "MISSING_FOOTER_ON_TERMINAL_SCREEN",
                        "COMPONENTS_OUTSIDE_FORM",
                        "INVALID_FOOTER_PAYLOAD_OUTSIDE_FORM",
                        "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
                        "MISSING_FOOTER_IN_SWITCH_BRANCHES",
                        "NATIVE_COMPONENT_IN_FORM_INIT_VALUES",
                        "INVALID_ACTION_PAYLOAD_PROPERTY");
    }

    private static Twin payload(String name, String valid, String invalid) {
        return documents(name, "INVALID_ON_CLICK_ACTION_PAYLOAD", completing(valid), completing(invalid));
    }

    private static String completing(String payload) {
        return bare(
                "7.3",
                "",
                "{\"type\": \"Form\", \"name\": \"f\", \"children\": [%s, %s]}"
                        .formatted(input("a", ""), sending(payload)));
    }

    private static String sending(String payload) {
        return footer().replace("\"payload\": {}", "\"payload\": {%s}".formatted(payload));
    }

    private static String link(String action) {
        return "{\"type\": \"EmbeddedLink\", \"text\": \"x\", \"on-click-action\": %s}".formatted(action);
    }

    private static String openUrl() {
        return "{\"name\": \"open_url\", \"url\": \"https://a.example/b\"}";
    }

    private static String updating(String payload) {
        return """
                {"type": "OptIn", "name": "o", "label": "L", "on-select-action": {"name": "update_data", "payload": {%s}}}""".formatted(payload);
    }

    private static String picker(int most) {
        return "{\"type\": \"PhotoPicker\", \"name\": \"p\", \"label\": \"L\", \"max-uploaded-photos\": %d}"
                .formatted(most);
    }

    @Test
    void warnsOfANumberThatIsCarriedOnASecondTime() {
        String document = """
                {"version": "7.3", "screens": [
                 {"id": "ONE", "title": "One", "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "TextInput", "name": "qty", "label": "Quantity", "input-type": "number"},
                  {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                   "next": {"type": "screen", "name": "TWO"}, "payload": {"qty": "${form.qty}"}}}]}},
                 {"id": "TWO", "title": "Two", "data": {"qty": {"type": "%1$s", "__example__": %2$s}},
                  "layout": {"type": "SingleColumnLayout", "children": [
                  {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                   "next": {"type": "screen", "name": "THREE"}, "payload": {"qty": "${data.qty}"}}}]}},
                 {"id": "THREE", "title": "Three", "terminal": true, "data": {"qty": {"type": "%1$s", "__example__": %2$s}},
                  "layout": {"type": "SingleColumnLayout", "children": [%3$s]}}]}""";

        Assertions.assertThat(Linter.standard()
                        .check(document.formatted("number", "1", Twins.footer()))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    Assertions.assertThat(finding.isError()).isFalse();
                    Assertions.assertThat(finding.path()).startsWith("screens[1]");
                    Assertions.assertThat(finding.message())
                            .contains("carried on a second time", "${screen.FIRST.form.qty}");
                });
        Assertions.assertThat(Linter.standard()
                        .check(document.formatted("string", "\"1\"", Twins.footer()))
                        .findings())
                .isEmpty();
    }
}
