package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        return PhoneSession.builder(PhoneSessionTest.flow("booking.json"))
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
                .contains(
                        "<failure message=\"Step 2, expect: open should be &quot;true&quot;, but is &quot;false&quot;.\"/>");
    }

    @Test
    void replaysWhatWasRecorded() {
        PhoneSession first = phone();
        ScenarioRunner.run(scenario(BOOKS), first);

        String recorded = first.recorded("booking");
        ScenarioResult again = ScenarioRunner.run(scenario(recorded), phone());

        assertThat(again.failure()).isEmpty();
        assertThat(recorded).contains("department: eye");
    }
}
