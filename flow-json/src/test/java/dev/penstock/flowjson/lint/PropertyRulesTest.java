package dev.penstock.flowjson.lint;

import static dev.penstock.flowjson.lint.Twins.bare;
import static dev.penstock.flowjson.lint.Twins.children;
import static dev.penstock.flowjson.lint.Twins.documents;
import static dev.penstock.flowjson.lint.Twins.footer;
import static dev.penstock.flowjson.lint.Twins.input;

import dev.penstock.flowjson.lint.Twins.Twin;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the tables say of single properties of components. */
class PropertyRulesTest {

    private static final String OPTIONS = "[{\"id\": \"1\", \"title\": \"One\"}, {\"id\": \"2\", \"title\": \"Two\"}]";

    static final List<Twin> TWINS = List.of(
            children("component without type", "MISSING_REQUIRED_TYPE_PROPERTY", "7.3", text("x"), "{\"text\": \"x\"}"),
            children(
                    "unknown component",
                    "INVALID_PROPERTY_VALUE",
                    "7.3",
                    text("x"),
                    "{\"type\": \"Textbody\", \"text\": \"x\"}"),
            children(
                    "component from a later version",
                    "INVALID_PROPERTY_VALUE",
                    "7.1",
                    carousel(1),
                    carousel(1).replace("ImageCarousel", "Carousel")),
            version("ImageCarousel since 7.1", "INVALID_PROPERTY_VALUE", "7.1", "7.0", carousel(1)),
            version("CalendarPicker since 6.1", "INVALID_PROPERTY_VALUE", "6.1", "6.0", calendar("")),
            version("ChipsSelector since 6.3", "INVALID_PROPERTY_VALUE", "6.3", "6.2", chips("")),
            version(
                    "RichText since 5.1",
                    "INVALID_PROPERTY_VALUE",
                    "6.3",
                    "5.0",
                    "{\"type\": \"RichText\", \"text\": \"x\"}"),
            children(
                    "unknown property",
                    "INVALID_PROPERTY_KEY",
                    "7.3",
                    text("x"),
                    "{\"type\": \"TextBody\", \"text\": \"x\", \"colour\": \"red\"}"),
            version(
                    "label-variant since 7.0",
                    "INVALID_PROPERTY_KEY",
                    "7.0",
                    "6.3",
                    input("a", ", \"label-variant\": \"large\"")),
            version(
                    "pattern since 6.2",
                    "INVALID_PROPERTY_KEY",
                    "6.2",
                    "6.1",
                    input("a", ", \"pattern\": \"a\", \"helper-text\": \"h\"")),
            version(
                    "markdown since 5.1",
                    "INVALID_PROPERTY_KEY",
                    "5.1",
                    "5.0",
                    "{\"type\": \"TextBody\", \"text\": \"x\", \"markdown\": true}"),
            version(
                    "option image since 5.0",
                    "INVALID_PROPERTY_KEY",
                    "5.0",
                    "4.0",
                    radio("[{\"id\": \"1\", \"title\": \"One\", \"image\": \"aGk=\"}]")),
            children(
                    "required property",
                    "MISSING_REQUIRED_PROPERTY",
                    "7.3",
                    input("a", ""),
                    "{\"type\": \"TextInput\", \"name\": \"a\"}"),
            children(
                    "label of a group",
                    "MISSING_REQUIRED_PROPERTY",
                    "7.3",
                    radio(OPTIONS),
                    radio(OPTIONS).replace("\"label\": \"L\", ", "")),
            children(
                    "option without title",
                    "MISSING_REQUIRED_PROPERTY",
                    "7.3",
                    radio(OPTIONS),
                    radio("[{\"id\": \"1\"}]")),
            children(
                    "text as number",
                    "INVALID_PROPERTY_TYPE",
                    "7.3",
                    text("x"),
                    "{\"type\": \"TextBody\", \"text\": 1}"),
            children(
                    "number in quotes",
                    "INVALID_PROPERTY_TYPE",
                    "7.3",
                    input("a", ", \"max-chars\": 5"),
                    input("a", ", \"max-chars\": \"5\"")),
            children(
                    "word for a number",
                    "PATTERN_MISMATCH",
                    "7.3",
                    input("a", ", \"max-chars\": 5"),
                    input("a", ", \"max-chars\": \"five\"")),
            children(
                    "word for a boolean",
                    "PATTERN_MISMATCH",
                    "7.3",
                    input("a", ", \"required\": true"),
                    input("a", ", \"required\": \"yes\"")),
            children(
                    "boolean in quotes",
                    "INVALID_PROPERTY_TYPE",
                    "7.3",
                    input("a", ", \"required\": true"),
                    input("a", ", \"required\": \"true\"")),
            children("options as object", "INVALID_PROPERTY_TYPE", "7.3", radio(OPTIONS), radio("{}")),
            children("option as text", "INVALID_PROPERTY_TYPE", "7.3", radio(OPTIONS), radio("[\"one\"]")),
            children("blank text", "PATTERN_MISMATCH", "7.3", text("x"), text("  ")),
            children("empty name", "MIN_CHARS_REQUIRED", "7.3", input("a", ""), input("", "")),
            children(
                    "colour",
                    "PATTERN_MISMATCH",
                    "7.3",
                    radio("[{\"id\": \"1\", \"title\": \"One\", \"color\": \"#1A2b3C\"}]"),
                    radio("[{\"id\": \"1\", \"title\": \"One\", \"color\": \"red\"}]")),
            children(
                    "enum",
                    "INVALID_ENUM_VALUE",
                    "7.3",
                    input("a", ", \"input-type\": \"email\""),
                    input("a", ", \"input-type\": \"mail\"")),
            children(
                    "days",
                    "INVALID_ENUM_VALUE",
                    "7.3",
                    calendar(", \"include-days\": [\"Mon\"]"),
                    calendar(", \"include-days\": [\"Monday\"]")),
            children("no options", "MIN_ITEMS_REQUIRED", "7.3", radio(OPTIONS), radio("[]")),
            children(
                    "one chip",
                    "MIN_ITEMS_REQUIRED",
                    "7.3",
                    chips(""),
                    chips("").replace(", {\"id\": \"2\", \"title\": \"Two\"}", "")),
            children("too many options", "INVALID_PROPERTY_VALUE", "7.3", radio(options(20)), radio(options(21))),
            children(
                    "too many pictures in a list",
                    "INVALID_PROPERTY_VALUE",
                    "7.3",
                    dropdown(images(100)),
                    dropdown(images(101))),
            children(
                    "images and colours",
                    "INVALID_PROPERTY_VALUE",
                    "7.3",
                    radio(images(2)),
                    radio("[{\"id\": \"1\", \"title\": \"One\", \"image\": \"aGk=\"}, {\"id\": \"2\", \"title\":"
                            + " \"Two\", \"color\": \"#000000\"}]")),
            children(
                    "large image",
                    "INVALID_PROPERTY_VALUE",
                    "7.3",
                    radio(images(1)),
                    radio("[{\"id\": \"1\", \"title\": \"One\", \"image\": \"" + "A".repeat(140_000) + "\"}]")),
            children("four slides", "INVALID_PROPERTY_VALUE", "7.3", carousel(3), carousel(4)),
            children(
                    "photos below the minimum",
                    "MINIMUM_VALUE_REQUIRED",
                    "7.3",
                    photos(", \"max-uploaded-photos\": 1"),
                    photos(", \"max-uploaded-photos\": 0")),
            children(
                    "photos above the maximum",
                    "MAXIMUM_VALUE_REQUIRED",
                    "7.3",
                    photos(", \"max-uploaded-photos\": 30"),
                    photos(", \"max-uploaded-photos\": 31")),
            children(
                    "file size",
                    "MAXIMUM_VALUE_REQUIRED",
                    "7.3",
                    photos(", \"max-file-size-kb\": 25600"),
                    photos(", \"max-file-size-kb\": 25601")),
            children(
                    "minimum above maximum",
                    "MIN_VALUE_GREATER_THAN_MAX",
                    "7.3",
                    input("a", ", \"min-chars\": 2, \"max-chars\": 2"),
                    input("a", ", \"min-chars\": 3, \"max-chars\": 2")),
            children(
                    "selections",
                    "MIN_VALUE_GREATER_THAN_MAX",
                    "7.3",
                    chips(", \"min-selected-items\": 1, \"max-selected-items\": 2"),
                    chips(", \"min-selected-items\": 2, \"max-selected-items\": 1")),
            children(
                    "pattern without helper",
                    "INVALID_DEPENDENCIES",
                    "7.3",
                    input("a", ", \"pattern\": \"a\", \"helper-text\": \"h\""),
                    input("a", ", \"pattern\": \"a\"")),
            children(
                    "pattern for an e-mail",
                    "INVALID_PROPERTY_VALUE",
                    "7.3",
                    input("a", ", \"pattern\": \"a\", \"helper-text\": \"h\""),
                    input("a", ", \"input-type\": \"email\", \"pattern\": \"a\", \"helper-text\": \"h\"")),
            documents(
                    "one caption",
                    "INVALID_DEPENDENCIES",
                    captions("\"left-caption\": \"l\", \"right-caption\": \"r\""),
                    captions("\"left-caption\": \"l\"")),
            documents(
                    "three captions",
                    "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
                    captions("\"center-caption\": \"c\""),
                    captions("\"left-caption\": \"l\", \"right-caption\": \"r\", \"center-caption\": \"c\"")),
            children(
                    "date",
                    "INVALID_DATE_RANGE",
                    "7.3",
                    date(", \"min-date\": \"2026-01-31\""),
                    date(", \"min-date\": \"2026-02-31\"")),
            children(
                    "date in milliseconds",
                    "INVALID_DATE_RANGE",
                    "7.3",
                    date(", \"unavailable-dates\": [\"2026-01-31\"]"),
                    date(", \"unavailable-dates\": [\"1733011200000\"]")),
            children(
                    "dates in order",
                    "INVALID_DATE_RANGE",
                    "7.3",
                    date(", \"min-date\": \"2026-01-01\", \"max-date\": \"2026-01-02\""),
                    date(", \"min-date\": \"2026-01-02\", \"max-date\": \"2026-01-01\"")),
            children(
                    "range in order",
                    "INVALID_DATE_RANGE",
                    "7.3",
                    range("2026-01-01", "2026-01-02"),
                    range("2026-01-02", "2026-01-01")),
            children(
                    "MIME type",
                    "INVALID_ENUM_VALUE",
                    "7.3",
                    documentPicker("application/pdf"),
                    documentPicker("application/exe")));

    @TestFactory
    Stream<DynamicTest> tellsTwinsApart() {
        return Twins.tests(TWINS);
    }

    private static Twin version(String name, String code, String known, String unknown, String child) {
        return documents(name, code, Twins.screen(known, "", child), Twins.screen(unknown, "", child));
    }

    private static String text(String text) {
        return "{\"type\": \"TextBody\", \"text\": \"%s\"}".formatted(text);
    }

    private static String radio(String options) {
        return "{\"type\": \"RadioButtonsGroup\", \"name\": \"r\", \"label\": \"L\", \"data-source\": %s}"
                .formatted(options);
    }

    private static String dropdown(String options) {
        return "{\"type\": \"Dropdown\", \"name\": \"r\", \"label\": \"L\", \"data-source\": %s}".formatted(options);
    }

    private static String chips(String more) {
        return "{\"type\": \"ChipsSelector\", \"name\": \"c\", \"label\": \"L\", \"data-source\": %s%s}"
                .formatted(OPTIONS, more);
    }

    private static String date(String more) {
        return "{\"type\": \"DatePicker\", \"name\": \"d\", \"label\": \"L\"%s}".formatted(more);
    }

    private static String calendar(String more) {
        return "{\"type\": \"CalendarPicker\", \"name\": \"d\", \"label\": \"L\"%s}".formatted(more);
    }

    private static String range(String start, String end) {
        return calendar(", \"mode\": \"range\", \"init-value\": {\"start-date\": \"%s\", \"end-date\": \"%s\"}"
                .formatted(start, end));
    }

    private static String photos(String more) {
        return "{\"type\": \"PhotoPicker\", \"name\": \"p\", \"label\": \"L\"%s}".formatted(more);
    }

    private static String documentPicker(String mimeType) {
        return "{\"type\": \"DocumentPicker\", \"name\": \"p\", \"label\": \"L\", \"allowed-mime-types\": [\"%s\"]}"
                .formatted(mimeType);
    }

    private static String carousel(int slides) {
        return "{\"type\": \"ImageCarousel\", \"images\": [%s]}"
                .formatted(Twins.repeated("{\"src\": \"aGk=\", \"alt-text\": \"a\"}", slides));
    }

    private static String options(int count) {
        return list(count, "");
    }

    private static String images(int count) {
        return list(count, ", \"image\": \"aGk=\"");
    }

    private static String list(int count, String more) {
        var options = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            options.append(i == 0 ? "" : ", ").append("{\"id\": \"%d\", \"title\": \"T\"%s}".formatted(i, more));
        }
        return options.append(']').toString();
    }

    private static String captions(String captions) {
        return bare("7.3", "", footer().replace("\"label\"", captions + ", \"label\""));
    }
}
