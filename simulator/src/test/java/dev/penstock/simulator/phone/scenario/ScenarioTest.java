package dev.penstock.simulator.phone.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.simulator.phone.BookingOnAPhone;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.ScriptedLine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    private static final Map<String, Object> CHOICES =
            Map.of("departments", List.of(Map.of("id", "eye", "title", "Eyes")), "is_day_open", true);

    private static final String BOOKS = """
            name: Books an eye appointment
            steps:
              - open
              - expect: {screen: APPOINTMENT, data: {is_day_open: true}, status: 200}
              - tap: footer
              - expect: {errors: {department: This field is required.}}
              - fill: {department: eye, day: 2026-12-01, email: ada@example.com}
              - tap: Continue
              - expect: {screen: SUMMARY}
              - tap: footer
              - expect: {open: false, response: {booking: B-19}}
            """;

    private static PhoneSession phone() {
        var line = new ScriptedLine()
                .then("APPOINTMENT", CHOICES)
                .then("APPOINTMENT", CHOICES)
                .then("SUMMARY", Map.of("text", "Eyes"))
                .then("SUCCESS", Map.of("extension_message_response", Map.of("params", Map.of("booking", "B-19"))));
        return PhoneSession.builder(BookingOnAPhone.flow("booking.json"))
                .line(line)
                .build();
    }

    private static Scenario scenario(String yaml) {
        return Scenario.parse(yaml, Path.of("."), "scenario.yaml");
    }

    @Test
    void playsAFlowToItsEnd() {
        ScenarioResult result = ScenarioRunner.run(scenario(BOOKS), phone());

        assertThat(result.failure()).isEmpty();
        assertThat(result.steps()).isEqualTo(9);
    }

    @Test
    void namesTheStepThatFails() {
        ScenarioResult result = ScenarioRunner.run(scenario("steps: [open, {expect: {screen: SUMMARY}}]"), phone());

        assertThat(result.failure()).contains("Step 2, expect: screen should be \"SUMMARY\", but is \"APPOINTMENT\".");
    }

    @Test
    void saysWhichInputCannotBeSeen() {
        ScenarioResult result = ScenarioRunner.run(scenario("steps: [open, {fill: {colour: red}}]"), phone());

        assertThat(result.failure()).contains("Step 2, fill: No input 'colour' can be seen on screen APPOINTMENT.");
    }

    @Test
    void refusesUnknownSteps() {
        assertThatThrownBy(() -> scenario("steps: [jump]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("no step 'jump'");
    }

    @Test
    void namesTheFileAndTheLineOfWhatIsWrong() {
        assertThatThrownBy(() -> scenario("name: a\nsteps:\n  - open\n  - jump\n"))
                .hasMessageStartingWith("scenario.yaml, line 4: ");
        assertThatThrownBy(() -> scenario("steps:\n  - {open: 1,\n     close: 2}\n"))
                .hasMessageStartingWith("scenario.yaml, line 2: ");
        assertThatThrownBy(() -> scenario("steps:\n  - open\n\tx"))
                .hasMessageStartingWith("scenario.yaml, line 3: This is not valid YAML");
        assertThatThrownBy(() -> scenario("steps:\n- open\nsteps:\n- open\n"))
                .hasMessageStartingWith("scenario.yaml")
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> scenario(""))
                .hasMessage("scenario.yaml: A scenario is an object with a list of 'steps'.");
    }

    @Test
    void refusesDeepNestingInEveryForm() {
        int depth = 100_000;
        for (String deep : List.of(
                "steps: " + "[".repeat(depth),
                "steps: " + "{a: ".repeat(depth),
                "steps:\n  " + "- ".repeat(depth) + "open",
                "steps:\n  - expect:\n" + blocks(400),
                "? ".repeat(depth) + "a",
                "name: " + "[".repeat(depth) + "]".repeat(depth) + "\nsteps: [open]")) {
            assertThatThrownBy(() -> scenario(deep))
                    .isInstanceOf(ScenarioException.class)
                    .hasMessageContaining("line ");
        }
    }

    private static String blocks(int depth) {
        return IntStream.range(0, depth)
                .mapToObj(level -> " ".repeat(level + 6) + "a:\n")
                .collect(Collectors.joining());
    }

    /** The measure is a text of the same length in short words, read at the same time on the same machine. */
    @Test
    void refusesNumbersThatTakeLongToRead() {
        String words = "steps:\n" + "  - open\n".repeat(100_000);
        Duration asWords = Duration.ZERO;
        Duration asNumbers = Duration.ZERO;
        for (String digits : List.of(
                "9".repeat(900_000),
                "-" + "9".repeat(900_000),
                "0." + "9".repeat(900_000),
                "1e" + "9".repeat(900_000))) {
            for (String step : List.of(
                    "%s", "{fill: {age: %s}}", "{%s: 1}", "{fill: {ages: [%s]}}", "{fill: {age: !!int \"%s\"}}")) {
                String number = "steps:\n  - open\n  - " + step.formatted(digits);
                asNumbers = asNumbers.plus(refusal(number, "scenario.yaml, line 3: "));
            }
            asWords = asWords.plus(
                    refusal(words, "scenario.yaml: A scenario has at most").multipliedBy(5));
        }
        assertThat(asNumbers.multipliedBy(3)).isLessThan(asWords);
        assertThat(scenario("steps: [{fill: {age: " + "9".repeat(100) + "}}]").steps())
                .hasSize(1);
    }

    /** {@return the work of this thread, since the machine does other things} */
    private static Duration refusal(String yaml, String start) {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        assertThatThrownBy(() -> scenario(yaml))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith(start)
                .hasMessageNotContaining("999");
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin);
    }

    @Test
    void takesNoListByAliasAndNoForeignTag() {
        assertThatThrownBy(() -> scenario("steps: &all\n  - fill: {a: *all}\n"))
                .hasMessageStartingWith("scenario.yaml, line 2: ");
        assertThatThrownBy(() -> scenario("steps:\n  - !!java.net.URL [open]\n"))
                .hasMessageStartingWith("scenario.yaml, line 2: ");
        assertThat(scenario("steps: [{fill: {a: &x one, b: *x, c: !!str 5}}]").steps())
                .singleElement()
                .satisfies(step -> assertThat(step.argument()).isEqualTo(Map.of("a", "one", "b", "one", "c", "5")));
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThatThrownBy(() -> scenario("steps: [")).isInstanceOf(ScenarioException.class);
    }

    @Test
    void reportsAsJunitXml() {
        var passed = ScenarioRunner.run(scenario(BOOKS), phone());
        var failed = ScenarioRunner.run(scenario("name: a < b\nsteps: [back, {expect: {open: true}}]"), phone());

        String xml = ScenarioReport.junitXml(List.of(passed, failed));

        assertThat(xml)
                .contains("tests=\"2\" failures=\"1\"")
                .contains("name=\"a &lt; b\"")
                .contains("<failure message=\"Step 2, expect: open should be &quot;true&quot;, but is"
                        + " &quot;false&quot;.\"/>");
    }

    @Test
    void replaysWhatWasRecorded() {
        PhoneSession first = phone();
        ScenarioRunner.run(scenario(BOOKS), first);

        String recorded = ScenarioWriter.write(first, "booking");
        ScenarioResult again = ScenarioRunner.run(scenario(recorded), phone());

        assertThat(again.failure()).isEmpty();
        assertThat(recorded).contains("department: eye");
    }
}
