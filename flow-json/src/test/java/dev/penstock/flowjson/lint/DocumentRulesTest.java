package dev.penstock.flowjson.lint;

import static dev.penstock.flowjson.lint.Twins.documents;
import static dev.penstock.flowjson.lint.Twins.footer;
import static dev.penstock.flowjson.lint.Twins.routed;
import static dev.penstock.flowjson.lint.Twins.screen;

import dev.penstock.flowjson.lint.Twins.Twin;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is said of the document as a whole, its screens and its routing. */
class DocumentRulesTest {

    private static final String VALID = screen("7.3", "", "");
    private static final String ROUTED = routed("\"A\": [\"B\"], \"B\": [\"C\"]");

    static final List<Twin> TWINS = List.of(
            documents("trailing comma", "INVALID_FLOW_JSON", VALID, VALID.replace("]}}]}", "]}},]}")),
            documents(
                    "repeated key",
                    "INVALID_FLOW_JSON",
                    VALID,
                    VALID.replace("\"id\": \"ONLY\"", "\"id\": \"ONLY\", \"id\": \"X\"")),
            documents("not an object", "INVALID_FLOW_JSON", VALID, "[" + VALID + "]"),
            documents("no version", "MISSING_FLOW_JSON_VERSION", VALID, VALID.replace("\"version\": \"7.3\", ", "")),
            documents("malformed version", "INVALID_FLOW_JSON_VERSION", VALID, VALID.replace("7.3", "7")),
            documents("unknown version", "INVALID_FLOW_JSON_VERSION", VALID, VALID.replace("7.3", "9.1")),
            documents("ancient version", "UNSUPPORTED_FLOW_JSON_VERSION", VALID, VALID.replace("7.3", "1.0")),
            documents("version as number", "UNSUPPORTED_FLOW_JSON_VERSION", VALID, VALID.replace("\"7.3\"", "7.3")),
            documents(
                    "data API version",
                    "NO_SUPPORTED_DATA_API_VERSION",
                    ROUTED.replace("\"3.0\"", "\"4.0\""),
                    ROUTED.replace("\"3.0\"", "\"2.0\"")),
            documents(
                    "data API 4.0 before 7.3",
                    "NO_SUPPORTED_DATA_API_VERSION",
                    ROUTED.replace("7.3", "7.2"),
                    ROUTED.replace("7.3", "7.2").replace("\"3.0\"", "\"4.0\"")),
            documents("no screens", "MIN_ITEMS_REQUIRED", VALID, "{\"version\": \"7.3\", \"screens\": []}"),
            documents("101 screens", "MAX_SCREENS_NUMBER", manyScreens(100), manyScreens(101)),
            documents(
                    "unknown property",
                    "INVALID_PROPERTY_KEY",
                    VALID,
                    VALID.replace("\"title\"", "\"titel\": \"x\", \"title\"")),
            documents(
                    "endpoint address",
                    "INVALID_PROPERTY_KEY",
                    withAddress("2.1", "https://a.example/b"),
                    withAddress("3.0", "https://a.example/b")),
            documents(
                    "malformed endpoint address",
                    "INVALID_PROPERTY_VALUE_FORMAT",
                    withAddress("2.1", "https://a.example/b"),
                    withAddress("2.1", "not an address")),
            documents("screen ID with digits", "PATTERN_MISMATCH", VALID, VALID.replace("ONLY", "ONLY_1")),
            documents("empty screen ID", "MIN_CHARS_REQUIRED", VALID, VALID.replace("ONLY", "")),
            documents("reserved screen ID", "SCREEN_ID_IS_RESERVED_KEYWORD", VALID, VALID.replace("ONLY", "Success")),
            documents(
                    "repeated screen ID",
                    "DUPLICATE_SCREEN_IDS",
                    ROUTED,
                    ROUTED.replace("\"id\": \"B\"", "\"id\": \"A\"")),
            documents(
                    "screen without title",
                    "MISSING_REQUIRED_PROPERTY",
                    VALID,
                    VALID.replace("\"title\": \"Only\",", "")),
            documents("screen without ID", "MISSING_REQUIRED_PROPERTY", VALID, VALID.replace("\"id\": \"ONLY\",", "")),
            documents(
                    "layout without type",
                    "MISSING_REQUIRED_TYPE_PROPERTY",
                    VALID,
                    VALID.replace("\"type\": \"SingleColumnLayout\",", "")),
            documents(
                    "unknown layout",
                    "INVALID_PROPERTY_VALUE",
                    VALID,
                    VALID.replace("SingleColumnLayout", "TwoColumns")),
            documents("no terminal screen", "MISSING_TERMINAL_SCREEN", VALID, VALID.replace("\"terminal\": true,", "")),
            documents(
                    "terminal screen without Footer",
                    "MISSING_FOOTER_ON_TERMINAL_SCREEN",
                    VALID,
                    VALID.replace(footer(), "{\"type\": \"TextBody\", \"text\": \"x\"}")),
            documents(
                    "only failures",
                    "INVALID_PROPERTY_VALUE",
                    VALID.replace("\"terminal\": true", "\"terminal\": true, \"success\": true"),
                    VALID.replace("\"terminal\": true", "\"terminal\": true, \"success\": false")),
            documents(
                    "success without terminal",
                    "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
                    ROUTED,
                    ROUTED.replace("\"id\": \"A\"", "\"id\": \"A\", \"success\": true")),
            documents(
                    "terminal as text",
                    "INVALID_PROPERTY_TYPE",
                    VALID,
                    VALID.replace("\"terminal\": true", "\"terminal\": \"true\"")),
            documents(
                    "refresh without endpoint",
                    "INVALID_PROPERTY_VALUE",
                    ROUTED.replace("\"id\": \"B\"", "\"id\": \"B\", \"refresh_on_back\": true"),
                    VALID.replace("\"terminal\"", "\"refresh_on_back\": true, \"terminal\"")),
            documents("sensitive name", "INVALID_PROPERTY_VALUE", sensitive("a"), sensitive("b")),
            documents(
                    "sensitive before 5.1",
                    "INVALID_PROPERTY_KEY",
                    sensitive("a"),
                    sensitive("a").replace("7.3", "5.0")),
            documents(
                    "no routing model",
                    "MISSING_REQUIRED_PROPERTY",
                    ROUTED,
                    ROUTED.replace("\"routing_model\": {\"A\": [\"B\"], \"B\": [\"C\"]},", "")),
            documents(
                    "no data API version",
                    "MISSING_REQUIRED_PROPERTY",
                    ROUTED,
                    ROUTED.replace("\"data_api_version\": \"3.0\",", "")),
            documents(
                    "routing model of a wrong type",
                    "INVALID_PROPERTY_TYPE",
                    ROUTED,
                    routed("\"A\": \"B\", \"B\": [\"C\"]")),
            documents(
                    "routing from an unknown screen",
                    "INVALID_ROUTING_MODEL",
                    ROUTED,
                    routed("\"A\": [\"B\"], \"B\": [\"C\"], \"X\": []")),
            documents(
                    "routing to an unknown screen",
                    "INVALID_ROUTING_MODEL",
                    ROUTED,
                    routed("\"A\": [\"B\"], \"B\": [\"C\", \"X\"]")),
            documents(
                    "routing to itself",
                    "INVALID_ROUTING_MODEL",
                    ROUTED,
                    routed("\"A\": [\"A\", \"B\"], \"B\": [\"C\"]")),
            documents("routing misses a screen", "INVALID_ROUTING_MODEL", ROUTED, routed("\"A\": [\"C\"]")),
            documents("routing in two parts", "INVALID_ROUTING_MODEL", ROUTED, routed("\"A\": [\"C\"], \"B\": []")),
            documents(
                    "routing without entry",
                    "INVALID_ROUTING_MODEL",
                    ROUTED,
                    routed("\"A\": [\"B\"], \"B\": [\"C\"], \"C\": [\"A\"]")),
            documents(
                    "eleven branches",
                    "INVALID_ROUTING_MODEL",
                    ROUTED,
                    routed("\"A\": [\"B\", \"B\", \"B\", \"B\", \"B\", \"B\", \"B\", \"B\", \"B\", \"B\", \"B\"],"
                            + " \"B\": [\"C\"]")),
            documents(
                    "navigation without an edge",
                    "INVALID_ROUTING_MODEL",
                    navigating("\"A\": [\"B\", \"C\"], \"B\": [\"C\"]"),
                    navigating("\"A\": [\"B\"], \"B\": [\"C\"]")));

    @TestFactory
    Stream<DynamicTest> tellsTwinsApart() {
        return Twins.tests(TWINS);
    }

    private static String manyScreens(int count) {
        String screens = IntStream.range(0, count)
                .mapToObj(i -> """
                        {"id": "%s", "title": "T", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [%s]}}""".formatted("" + (char) ('A' + i / 26) + (char) ('A' + i % 26), footer()))
                .collect(Collectors.joining(","));
        return "{\"version\": \"7.3\", \"screens\": [" + screens + "]}";
    }

    private static String withAddress(String version, String address) {
        return screen(version, "", "")
                .replace("\"screens\"", "\"data_channel_uri\": \"%s\", \"screens\"".formatted(address));
    }

    private static String sensitive(String name) {
        return screen("7.3", "", Twins.input("a", ""))
                .replace("\"terminal\"", "\"sensitive\": [\"%s\"], \"terminal\"".formatted(name));
    }

    private static String navigating(String model) {
        return routed(model).replaceFirst(Pattern.quote(Twins.exchangeFooter()), Matcher.quoteReplacement("""
                        {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                         "next": {"type": "screen", "name": "C"}, "payload": {}}}"""));
    }
}
