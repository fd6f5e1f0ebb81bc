package dev.penstock.simulator.phone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.lint.Finding;
import dev.penstock.flowjson.lint.Linter;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.ScriptedLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people reported to break on phones, as whole documents and scenarios: each is said before. */
class ReportedCasesTest {

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(ReportedCasesTest.class.getResourceAsStream("reported/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static ScenarioResult play(String flow, String scenario, ScriptedLine line) {
        return play(phone(flow, line), scenario);
    }

    private static PhoneSession phone(String flow, ScriptedLine line) {
        return PhoneSession.builder(FlowJson.parse(text(flow))).line(line).build();
    }

    private static ScenarioResult play(PhoneSession phone, String scenario) {
        return ScenarioRunner.run(Scenario.parse(text(scenario), Path.of("."), scenario), phone);
    }

    @Test
    void noAnswerJumpsFromTheThirdScreenToTheFirst() {
        Map<String, Object> menu = Map.of("greeting", "hi", "other", "x");
        var line = new ScriptedLine()
                .then("MENU", menu)
                .then("DISH", Map.of())
                .then("NOTE", Map.of())
                .then("MENU", menu);

        PhoneSession phone = phone("jump.json", line);

        assertThat(play(phone, "jump.yaml").failure().orElse("")).startsWith("Step 8, expect: screen should be");
        assertThat(phone.failure()).contains("The routing model has no way from screen NOTE to screen MENU.");
        assertThat(line.asked.getLast().get("data").toString()).contains("invalid-screen-transition");
    }

    @Test
    void aNumberThatIsCarriedOnTwiceIsWarnedOf() {
        ScenarioResult result = play("num_number_number_number.json", "num.yaml", new ScriptedLine());

        assertThat(result.failure()).isEmpty();
        assertThat(result.remarks()).singleElement().asString().contains("'qty' is a number");
    }

    @Test
    void aMessageThatAFormAlwaysShowsHoldsNobodyUp() {
        assertThat(play("static_error.json", "static_error.yaml", new ScriptedLine())
                        .failure())
                .isEmpty();
    }

    private static Map<String, Object> option(String id, String title) {
        return Map.of("id", id, "title", title);
    }

    private record Answer(String name, Map<String, Object> data, String expected) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Answer answer(String name, List<?> doctors, String expected) {
        return new Answer(name, Map.of("doctors", doctors, "note", "n"), expected);
    }

    static List<Answer> answers() {
        var many = IntStream.range(0, 250).mapToObj(i -> option("i" + i, "t")).toList();
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("id", "a");
        nothing.put("title", null);
        return List.of(
                answer("none", List.of(), "needs 1 at least, and here is none"),
                answer("two of one ID", List.of(option("a", "A"), option("a", "B")), "same ID"),
                answer("a blank ID", List.of(option(" ", "A")), "id: Dropdown needs it, and it is blank"),
                answer("no title", List.of(Map.of("id", "a")), "title: Dropdown needs it, and it is missing"),
                answer("a title of null", List.of(nothing), "null"),
                answer("an empty title", List.of(option("a", "")), "title: Dropdown needs it, and it is blank"),
                answer("an ID that is a number", List.of(Map.of("id", 1, "title", "A")), "must be of type string"),
                answer("texts for options", List.of("a", "b"), "must be of type object"),
                answer("250 of them", many, "takes 200 at most, and here are 250"),
                answer(
                        "a picture that is none",
                        List.of(Map.of("id", "a", "title", "A", "image", "iVBORw0KGgo*")),
                        "no Base64"),
                answer(
                        "half a picture",
                        List.of(Map.of("id", "a", "title", "A", "image", "iVBORw0KGgoA=")),
                        "no Base64"),
                new Answer("a key left out", Map.of("doctors", List.of(option("a", "A"))), "'note' is missing"),
                new Answer(
                        "a number for a text",
                        Map.of("doctors", List.of(option("a", "A")), "note", 5),
                        "'note' must be of type string, but is number"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerThatNobodyCanUseFailsAScenario(Answer answer) {
        var line = new ScriptedLine().then("PICK", answer.data());

        PhoneSession phone = phone("options.json", line);

        String failure = play(phone, "options.yaml").failure().orElse("");
        assertThat(failure).isNotEmpty();
        assertThat(phone.failure().orElse(failure)).contains(answer.expected());
    }

    @Test
    void anAnswerWithAllItNeedsPasses() {
        var line = new ScriptedLine().then("PICK", Map.of("doctors", List.of(option("a", "A")), "note", "n"));

        ScenarioResult result = play("options.json", "options.yaml", line);

        assertThat(result.failure()).isEmpty();
        assertThat(result.remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "img_empty.json         | It is empty",
                "img_url.json           | It is a URL",
                "txt_mixed_unknown.json | ${data.user.name}",
                "txt_whole_unknown.json | ${data.user.name}",
                "textinput_enabled.json | enabled",
            })
    void aDocumentThatBreaksOnPhonesIsFound(String file, String expected) {
        assertThat(Linter.standard().check(text(file)).findings())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains(expected));
    }

    @Test
    void whatWasSeenAcceptedIsNoError() {
        assertThat(Linter.standard().check(text("textinput_enabled.json")).errors())
                .isEmpty();
    }

    @Test
    void aFrozenVersionIsNoneForANewFlow() {
        assertThat(Linter.standard().check(text("frozen.json")).errors()).isEmpty();
        assertThat(Linter.standard().forNewFlows().check(text("frozen.json")).errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("frozen"));
    }
}
