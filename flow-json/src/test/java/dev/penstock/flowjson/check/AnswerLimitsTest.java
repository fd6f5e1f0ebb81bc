package dev.penstock.flowjson.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.DataExchange;
import dev.penstock.FlowData;
import dev.penstock.FlowToken;
import dev.penstock.Init;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What components are documented to take, and that nothing that a screen declares is left out. */
class AnswerLimitsTest {

    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    private static final String DOCUMENT = """
            {"version": "7.3", "data_api_version": "3.0", "routing_model": {"PICK": ["END"], "END": []}, "screens": [
             {"id": "PICK", "title": "Pick", "data": {
               "doctors": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"},
                 "title": {"type": "string"}}}, "__example__": []},
               "shown": {"type": "boolean", "__example__": true},
               "note": {"type": "string", "__example__": "x"}},
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "TextHeading", "text": "${data.note}"},
               %s,
               {"type": "Footer", "label": "Next", "on-click-action": {"name": "data_exchange", "payload": {}}}]}},
             {"id": "END", "title": "End", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}
            """;

    private static final String DROPDOWN = """
            {"type": "Dropdown", "name": "doctor", "label": "Doctor", "data-source": "${data.doctors}"%s}""";

    private static final ScreenRequest INIT =
            new Init("3.0", "", FlowData.empty(), FlowToken.of("t"), Optional.empty(), FlowData.empty());
    private static final ScreenRequest SUBMITTED =
            new DataExchange("3.0", "PICK", FlowData.empty(), FlowToken.of("t"), Optional.empty(), FlowData.empty());

    private static Map<String, Object> option(String id, String title) {
        return Map.of("id", id, "title", title);
    }

    private static Map<String, Object> data(List<?> doctors) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("doctors", doctors);
        data.put("shown", true);
        data.put("note", "n");
        return data;
    }

    private static List<String> found(String component, Map<String, ?> data) {
        return ScreenModels.of(FlowJson.parse(DOCUMENT.formatted(component)))
                .check(INIT, new NextScreen("PICK", FlowData.from(data)))
                .stream()
                .map(ResponseViolation::toString)
                .toList();
    }

    private static List<String> options(List<?> doctors) {
        return found(DROPDOWN.formatted(""), data(doctors));
    }

    @Nested
    class Options {

        @Test
        void areFineAsDocumented() {
            assertThat(options(List.of(option("a", "A"), option("b", "B")))).isEmpty();
        }

        @Test
        void mustNotBeNoneWhereOneIsToBeChosen() {
            assertThat(options(List.of()))
                    .singleElement()
                    .asString()
                    .startsWith("data.doctors: Dropdown needs 1 at least, and here is none");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    ", \"visible\": false",
                    ", \"enabled\": false",
                    ", \"visible\": \"${data.shown}\"",
                    ", \"enabled\": \"`${data.note} == 'yes'`\"",
                    ", \"visible\": \"${form.doctor}\""
                })
        void mayBeNoneWhereNothingCanBeChosenOrThatIsNotKnown(String more) {
            Map<String, Object> data = data(List.of());
            data.put("shown", false);

            assertThat(found(DROPDOWN.formatted(more), data)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"then,false,0", "then,true,1", "else,true,0", "else,false,1"})
        void mayBeNoneInABranchThatIsNotTaken(String branch, boolean isShown, int count) {
            Map<String, Object> data = data(List.of());
            data.put("shown", isShown);
            String other = "[{\"type\": \"TextBody\", \"text\": \"x\"}]";
            String list = "[" + DROPDOWN.formatted("") + "]";
            String component = "{\"type\": \"If\", \"condition\": \"${data.shown}\", \"then\": %s, \"else\": %s}"
                    .formatted(branch.equals("then") ? list : other, branch.equals("then") ? other : list);

            assertThat(found(component, data)).hasSize(count);
        }

        @Test
        void haveIdsOfTheirOwn() {
            assertThat(options(List.of(option("a", "A"), option("a", "B"))))
                    .singleElement()
                    .asString()
                    .startsWith("data.doctors[1].id: Another one has the same ID");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  "})
        void haveAnIdAndATitle(String blank) {
            assertThat(options(List.of(option(blank, "A"))))
                    .containsExactly("data.doctors[0].id: Dropdown needs it, and it is blank.");
            assertThat(options(List.of(option("a", blank))))
                    .containsExactly("data.doctors[0].title: Dropdown needs it, and it is blank.");
            assertThat(options(List.of(Map.of("id", "a"))))
                    .containsExactly("data.doctors[0].title: Dropdown needs it, and it is missing.");
        }

        @ParameterizedTest
        @CsvSource({
            "Dropdown,200,true", "Dropdown,201,false", "RadioButtonsGroup,20,true", "RadioButtonsGroup,21,false",
            "CheckboxGroup,21,false", "ChipsSelector,21,false", "ChipsSelector,2,true", "ChipsSelector,1,false"
        })
        void areNotMoreOrFewerThanTheComponentTakes(String type, int count, boolean isFine) {
            var many = IntStream.range(0, count)
                    .mapToObj(i -> option("i" + i, "t"))
                    .toList();

            assertThat(found(DROPDOWN.formatted("").replace("Dropdown", type), data(many)))
                    .hasSize(isFine ? 0 : 1);
        }

        @Test
        void areFewerInADropdownWithPictures() {
            List<Object> many = new ArrayList<>();
            IntStream.range(0, 101).forEach(i -> many.add(Map.of("id", "i" + i, "title", "t", "image", PNG)));

            assertThat(options(many))
                    .singleElement()
                    .asString()
                    .contains("100 at most with pictures, and here are 101");
        }

        @Test
        void areWarnedOfWhenTheirTextsAreCut() {
            String title = "x".repeat(31);

            List<ResponseViolation> found = ScreenModels.of(FlowJson.parse(DOCUMENT.formatted(DROPDOWN.formatted(""))))
                    .check(INIT, new NextScreen("PICK", FlowData.from(data(List.of(option("a", title))))));

            assertThat(found).singleElement().satisfies(violation -> {
                assertThat(violation.isWarning()).isTrue();
                assertThat(violation.path()).isEqualTo("data.doctors[0].title");
                assertThat(violation.message()).contains("31 characters", "phones show 30");
            });
        }
    }

    @Nested
    class ListItems {

        private List<String> items(Map<String, Object> item) {
            String document = """
                    {"version": "7.3", "data_api_version": "3.0", "routing_model": {"LIST": []}, "screens": [
                     {"id": "LIST", "title": "L", "data": {"items": {"type": "array", "items": {"type": "object"},
                       "__example__": []}}, "layout": {"type": "SingleColumnLayout", "children": [
                      {"type": "NavigationList", "name": "n", "list-items": "${data.items}",
                       "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]}""";
            return ScreenModels.of(FlowJson.parse(document))
                    .check(INIT, NextScreen.of("LIST").with("items", List.of(item)))
                    .stream()
                    .map(ResponseViolation::toString)
                    .toList();
        }

        @Test
        void areLookedIntoToo() {
            assertThat(items(Map.of("id", "a", "main-content", Map.of("title", "A"))))
                    .isEmpty();
            assertThat(items(Map.of("id", "a")))
                    .containsExactly("data.items[0].main-content: NavigationList needs it, and it is missing.");
            assertThat(items(Map.of("id", "a", "main-content", Map.of("description", "d"))))
                    .containsExactly("data.items[0].main-content.title: NavigationList needs it, and it is missing.");
            assertThat(items(Map.of("id", "a", "main-content", Map.of("title", "x".repeat(31)))))
                    .singleElement()
                    .asString()
                    .startsWith("warning: data.items[0].main-content.title: It has 31 characters");
            assertThat(items(Map.of(
                            "id",
                            "a",
                            "main-content",
                            Map.of("title", "A"),
                            "start",
                            Map.of("image", "https://example.com/a.png"))))
                    .singleElement()
                    .asString()
                    .startsWith("data.items[0].start.image: It is a URL");
            assertThat(items(Map.of(
                            "id", "a", "main-content", Map.of("title", "A"), "tags", List.of("a", "b", "c", "d"))))
                    .containsExactly("data.items[0].tags: There may be 3 at most, and here are 4.");
        }
    }

    @Nested
    class Texts {

        @Test
        void areWarnedOfWhenPhonesCutThem() {
            Map<String, Object> data = data(List.of(option("a", "A")));
            data.put("note", "x".repeat(81));

            assertThat(found(DROPDOWN.formatted(""), data))
                    .containsExactly("warning: data.note: It has 81 characters, and phones show 80 of a text.");
        }

        @Test
        void areCountedByCharactersAPersonSees() {
            Map<String, Object> data = data(List.of(option("a", "A")));
            data.put("note", "😀".repeat(80));

            assertThat(found(DROPDOWN.formatted(""), data)).isEmpty();
        }
    }

    @Nested
    class Images {

        private List<ResponseViolation> picture(String version, String component, Object value) {
            String document = DOCUMENT.formatted(component)
                    .replace("\"version\": \"7.3\"", "\"version\": \"%s\"".formatted(version))
                    .replace("\"text\": \"${data.note}\"", "\"text\": \"x\"");
            Map<String, Object> data = data(List.of(option("a", "A")));
            data.put("note", value);
            return ScreenModels.of(FlowJson.parse(document)).check(INIT, new NextScreen("PICK", FlowData.from(data)));
        }

        private List<ResponseViolation> picture(Object value) {
            return picture("7.3", "{\"type\": \"Image\", \"src\": \"${data.note}\"}", value);
        }

        @Test
        void areFineAsBase64OfAPng() {
            assertThat(picture(PNG)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                        | empty",
                    "https://example.com/a.png | URL",
                    "not base64                | no Base64",
                    "JVBERi0xLjQK              | not of a picture"
                })
        void areFoundWhenTheyAreNone(String value, String expected) {
            assertThat(picture(value)).singleElement().satisfies(violation -> {
                assertThat(violation.path()).isEqualTo("data.note");
                assertThat(violation.message()).contains(expected);
                assertThat(violation.isWarning()).isFalse();
            });
        }

        @Test
        void areWarnedOfAsDataUris() {
            assertThat(picture("data:image/png;base64," + PNG)).singleElement().satisfies(violation -> {
                assertThat(violation.message()).contains("data URI");
                assertThat(violation.isWarning()).isTrue();
            });
        }

        @Test
        void areWarnedOfWhenLargerThanRecommended() {
            assertThat(picture("/9j/" + "A".repeat(420_000))).singleElement().satisfies(violation -> {
                assertThat(violation.message()).contains("300");
                assertThat(violation.isWarning()).isTrue();
            });
        }

        @Test
        void areFoundInACarouselToo() {
            String carousel = """
                    {"type": "ImageCarousel", "images": [{"src": "${data.note}", "alt-text": "x"}]}""";

            assertThat(picture("7.3", carousel, "")).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({"7.3,150000,1", "5.1,150000,0", "5.1,420000,1"})
        void inOptionsHaveTheLimitOfTheVersion(String version, int chars, int count) {
            List<?> doctors = List.of(Map.of("id", "a", "title", "A", "image", "/9j/" + "A".repeat(chars)));
            String document = DOCUMENT.formatted(DROPDOWN.formatted(""))
                    .replace("\"version\": \"7.3\"", "\"version\": \"%s\"".formatted(version));

            assertThat(ScreenModels.of(FlowJson.parse(document))
                            .check(INIT, new NextScreen("PICK", FlowData.from(data(doctors)))))
                    .hasSize(count);
        }
    }

    @Nested
    class MessagesOfAForm {

        private List<String> messages(String bound, Object messages) {
            String document = """
                    {"version": "7.3", "data_api_version": "3.0", "routing_model": {"A": []}, "screens": [
                     {"id": "A", "title": "A", "data": {"errors": {"type": "object", "__example__": {}}},
                      "layout": {"type": "SingleColumnLayout", "children": [
                       {"type": "Form", "name": "f", "error-messages": %s, "children": [
                        {"type": "TextInput", "name": "name", "label": "l"},
                        {"type": "DatePicker", "name": "day", "label": "l"},
                        {"type": "CalendarPicker", "name": "stay", "label": "l", "mode": "range"},
                        {"type": "TextArea", "name": "note", "label": "l"},
                        {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange"}}]}]}}]}
                    """.formatted(bound);
            return ScreenModels.of(FlowJson.parse(document))
                    .check(INIT, NextScreen.of("A").with("errors", messages))
                    .stream()
                    .map(ResponseViolation::toString)
                    .toList();
        }

        @Test
        void areWarnedOfAboveTheLimitOfTheInput() {
            assertThat(messages("\"${data.errors}\"", Map.of("name", "x".repeat(31))))
                    .containsExactly("warning: data.errors.name: It has 31 characters, and Meta documents 30 for the"
                            + " error-message of a TextInput. Whether phones show more in a Form is not"
                            + " known.");
            assertThat(messages("{\"name\": \"${data.errors.who}\"}", Map.of("who", "x".repeat(31))))
                    .singleElement()
                    .asString()
                    .startsWith("warning: data.errors.who: It has 31 characters");
            assertThat(messages("\"${data.errors}\"", Map.of("day", "x".repeat(81))))
                    .singleElement()
                    .asString()
                    .contains("Meta documents 80", "DatePicker");
            assertThat(messages("\"${data.errors}\"", Map.of("stay", Map.of("end-date", "x".repeat(81)))))
                    .singleElement()
                    .asString()
                    .startsWith("warning: data.errors.stay.end-date: ");
        }

        @Test
        void areFineAsLongAsDocumentedAndWhereNothingIs() {
            assertThat(messages(
                            "\"${data.errors}\"",
                            Map.of(
                                    "name",
                                    "😀".repeat(30),
                                    "day",
                                    "x".repeat(80),
                                    "note",
                                    "x".repeat(500),
                                    "other",
                                    "x".repeat(500))))
                    .isEmpty();
            assertThat(messages("{\"name\": \"fixed\"}", Map.of("name", "x".repeat(31))))
                    .isEmpty();
        }
    }

    @Nested
    class LeftOutKeys {

        private final ScreenModels models = ScreenModels.of(FlowJson.parse(DOCUMENT.formatted(DROPDOWN.formatted(""))));
        private final NextScreen partial =
                NextScreen.of("PICK").with("doctors", List.of(option("a", "A"))).with("shown", true);

        @Test
        void areFoundUnlessTheyAreAllowed() {
            assertThat(models.check(INIT, partial)).singleElement().satisfies(violation -> {
                assertThat(violation.path()).isEqualTo("data.note");
                assertThat(violation.message()).startsWith("Screen PICK declares it (line 6 of the Flow JSON)");
                assertThat(violation.isWarning()).isFalse();
            });
            assertThat(models.allowingMissingKeys().check(INIT, partial)).isEmpty();
            assertThat(models.checkData("PICK", partial.data().asMap())).hasSize(1);
        }

        @Test
        void areFoundOnTheSameScreenToo() {
            assertThat(models.check(SUBMITTED, partial)).hasSize(1);
        }

        @Test
        void areNotDemandedOfAMessageOnTheScreenThatIsShown() {
            assertThat(models.check(SUBMITTED, NextScreen.of("PICK").withErrorMessage("Sorry")))
                    .isEmpty();
            assertThat(models.check(INIT, NextScreen.of("PICK").withErrorMessage("Sorry")))
                    .hasSize(3);
        }

        @Test
        void areOnlyThoseThatTheScreenRequiresIfItSaysSo() {
            String document = DOCUMENT.formatted(DROPDOWN.formatted(""))
                    .replace("\"note\": {", "\"required\": [\"doctors\"], \"note\": {");

            assertThat(ScreenModels.of(FlowJson.parse(document)).check(INIT, partial))
                    .isEmpty();
            assertThat(ScreenModels.of(FlowJson.parse(document)).check(INIT, NextScreen.of("PICK")))
                    .hasSize(1);
        }
    }

    @Test
    void findsNothingInDataOfAnUnknownScreenButTheScreen() {
        assertThat(ScreenModels.of(FlowJson.parse(DOCUMENT.formatted(DROPDOWN.formatted(""))))
                        .checkData("NOWHERE", Map.of()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.path()).isEqualTo("screen"));
    }
}
