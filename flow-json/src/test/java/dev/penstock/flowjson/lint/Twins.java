package dev.penstock.flowjson.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Pairs of minimal documents that differ in one point: one is clean, the other has the named code among its errors. */
final class Twins {

    /** One pair. */
    record Twin(String name, String code, String valid, String invalid) {}

    private static final String FOOTER = """
            {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}""";

    private Twins() {}

    static Stream<DynamicTest> tests(List<Twin> twins) {
        return twins.stream()
                .flatMap(twin -> Stream.of(
                        DynamicTest.dynamicTest(
                                twin.name() + ": right",
                                () -> assertThat(errors(twin.valid()))
                                        .as(twin.valid())
                                        .isEmpty()),
                        DynamicTest.dynamicTest(
                                twin.name() + ": " + twin.code(),
                                () -> assertThat(errors(twin.invalid()))
                                        .as(twin.invalid())
                                        .extracting(Finding::code)
                                        .contains(twin.code()))));
    }

    static List<Finding> errors(String document) {
        return Linter.standard().check(document).errors();
    }

    /** A twin of whole documents. */
    static Twin documents(String name, String code, String valid, String invalid) {
        return new Twin(name, code, valid, invalid);
    }

    /** A twin of what stands on the only screen, besides its Footer. */
    static Twin children(String name, String code, String version, String valid, String invalid) {
        return new Twin(name, code, screen(version, "", valid), screen(version, "", invalid));
    }

    /** A twin of children on a screen with data. */
    static Twin bound(String name, String code, String data, String valid, String invalid) {
        return new Twin(name, code, screen("7.3", data, valid), screen("7.3", data, invalid));
    }

    /** A terminal screen with some children and a Footer, without an endpoint. */
    static String screen(String version, String data, String children) {
        String list = children.isEmpty() ? FOOTER : children + ", " + FOOTER;
        return bare(version, data, list);
    }

    /** The same without the Footer. */
    static String bare(String version, String data, String children) {
        return """
                {"version": "%s", "screens": [{"id": "ONLY", "title": "Only", "terminal": true, %s
                 "layout": {"type": "SingleColumnLayout", "children": [%s]}}]}
                """.formatted(version, data.isEmpty() ? "" : "\"data\": {" + data + "},", children);
    }

    /** The same with an endpoint, for children that exchange data. */
    static String endpoint(String version, String children) {
        return """
                {"version": "%s", "data_api_version": "3.0", "routing_model": {},
                 "screens": [{"id": "ONLY", "title": "Only", "terminal": true,
                 "layout": {"type": "SingleColumnLayout", "children": [%s, %s]}}]}
                """.formatted(version, children, FOOTER);
    }

    /** Two screens, the first navigating to the second. */
    static String navigation(String children, String payload, String data) {
        return """
                {"version": "7.3", "screens": [
                 {"id": "FIRST", "title": "First", "data": {"own": {"type": "string", "__example__": "x"}},
                  "layout": {"type": "SingleColumnLayout", "children": [%s
                  {"type": "Footer", "label": "Next", "on-click-action": {"name": "navigate",
                   "next": {"type": "screen", "name": "SECOND"}, "payload": {%s}}}]}},
                 {"id": "SECOND", "title": "Second", "terminal": true, "data": {%s},
                  "layout": {"type": "SingleColumnLayout", "children": [%s]}}]}
                """.formatted(children.isEmpty() ? "" : children + ",", payload, data, FOOTER);
    }

    /** Three screens A, B and C with an endpoint and this routing model; C is terminal. */
    static String routed(String model) {
        return """
                {"version": "7.3", "data_api_version": "3.0", "routing_model": {%s}, "screens": [
                 {"id": "A", "title": "A", "layout": {"type": "SingleColumnLayout", "children": [%s]}},
                 {"id": "B", "title": "B", "layout": {"type": "SingleColumnLayout", "children": [%s]}},
                 {"id": "C", "title": "C", "terminal": true,
                  "layout": {"type": "SingleColumnLayout", "children": [%s]}}]}
                """.formatted(model, exchangeFooter(), exchangeFooter(), FOOTER);
    }

    static String exchangeFooter() {
        return """
                {"type": "Footer", "label": "Next", "on-click-action": {"name": "data_exchange", "payload": {}}}""";
    }

    static String footer() {
        return FOOTER;
    }

    static String input(String name, String more) {
        return "{\"type\": \"TextInput\", \"name\": \"%s\", \"label\": \"L\"%s}".formatted(name, more);
    }

    static String repeated(String child, int times) {
        return String.join(", ", Collections.nCopies(times, child));
    }
}
