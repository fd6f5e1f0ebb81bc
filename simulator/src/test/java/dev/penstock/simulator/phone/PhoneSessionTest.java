package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PhoneSessionTest {

    private static final Map<String, Object> CHOICES = Map.of(
            "departments",
            List.of(Map.of("id", "eye", "title", "Eyes"), Map.of("id", "ear", "title", "Ears")),
            "is_day_open",
            true);
    private static final String DEPARTMENT = "screens[0].layout.children[0].children[0]";
    private static final String DAY = "screens[0].layout.children[0].children[1]";
    private static final String EMAIL = "screens[0].layout.children[0].children[2]";
    private static final String CONTINUE = "screens[0].layout.children[0].children[3]";
    private static final String CONFIRM = "screens[1].layout.children[1]";

    private final ScriptedLine line = new ScriptedLine();
    private final PhoneSession phone = PhoneSession.builder(flow("booking.json"))
            .line(line)
            .flowToken("t-7f3c")
            .retryPause(Duration.ZERO)
            .build();

    static FlowJson flow(String name) {
        try (InputStream file = Objects.requireNonNull(PhoneSessionTest.class.getResourceAsStream(name))) {
            return FlowJson.parse(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private void open() {
        line.then("APPOINTMENT", CHOICES);
        phone.apply(new PhoneEvent.Open());
    }

    private void fillIn() {
        line.then("APPOINTMENT", CHOICES);
        phone.apply(new PhoneEvent.Select(DEPARTMENT, "eye", true));
        phone.apply(new PhoneEvent.Change(DAY, "2026-12-01"));
    }

    private void tap(String key) {
        phone.apply(new PhoneEvent.Tap(key, Optional.empty()));
    }

    @Test
    void opensWithInit() {
        open();

        assertThat(line.asked.getFirst())
                .containsEntry("action", "INIT")
                .containsEntry("screen", "")
                .containsEntry("flow_token", "t-7f3c")
                .containsEntry("version", "3.0");
        assertThat(phone.screen()).contains("APPOINTMENT");
    }

    @Test
    void sendsWhatThePayloadBinds() {
        open();
        fillIn();
        line.then("SUMMARY", Map.of("text", "Eyes"));

        tap(CONTINUE);

        assertThat(line.asked.getLast())
                .containsEntry("action", "data_exchange")
                .containsEntry("screen", "APPOINTMENT")
                .containsEntry("data", Map.of("department", "eye", "day", "2026-12-01", "email", ""));
        assertThat(phone.screen()).contains("SUMMARY");
    }

    @Test
    void asksTheEndpointWhenAnOptionIsSelected() {
        open();
        line.then("APPOINTMENT", CHOICES);

        phone.apply(new PhoneEvent.Select(DEPARTMENT, "ear", true));

        assertThat(line.asked.getLast()).containsEntry("data", Map.of("chosen", "ear"));
        assertThat(phone.form()).containsEntry("department", "ear");
    }

    @Test
    void keepsAFooterFromSendingWhatIsNotFilledIn() {
        open();
        int before = line.asked.size();

        tap(CONTINUE);

        assertThat(line.asked).hasSize(before);
        assertThat(component(DEPARTMENT)).containsEntry("error", InputRules.REQUIRED);
    }

    @Test
    void leavesHiddenInputsOutOfValidation() {
        line.then("APPOINTMENT", Map.of("departments", CHOICES.get("departments"), "is_day_open", false));
        phone.apply(new PhoneEvent.Open());
        line.then("APPOINTMENT", Map.of("departments", CHOICES.get("departments"), "is_day_open", false));
        phone.apply(new PhoneEvent.Select(DEPARTMENT, "eye", true));
        line.then("SUMMARY", Map.of("text", "Eyes"));

        tap(CONTINUE);

        assertThat(phone.screen()).contains("SUMMARY");
    }

    @Test
    void tellsOfABadEmailOnceTheFieldIsLeft() {
        open();
        phone.apply(new PhoneEvent.Change(EMAIL, "ada@nowhere"));
        assertThat(component(EMAIL)).doesNotContainKey("error");

        phone.apply(new PhoneEvent.Leave(EMAIL));

        assertThat(component(EMAIL)).containsEntry("error", "Enter a valid email address.");
    }

    @Test
    void showsAFieldErrorOfTheEndpointUntilTheFieldIsChanged() {
        open();
        fillIn();
        line.then("APPOINTMENT", with(CHOICES, "errors", Map.of("day", "That day is full.")));
        tap(CONTINUE);
        assertThat(component(DAY)).containsEntry("error", "That day is full.");

        phone.apply(new PhoneEvent.Change(DAY, "2026-12-02"));

        assertThat(component(DAY)).doesNotContainKey("error");
    }

    @Test
    void showsErrorMessageAsSnackbarAndKeepsItOutOfTheData() {
        open();
        fillIn();
        line.then("APPOINTMENT", with(CHOICES, "error_message", "That hour has just gone."));

        tap(CONTINUE);

        assertThat(phone.message()).contains("That hour has just gone.");
        assertThat(phone.data()).doesNotContainKey("error_message");
        assertThat(phone.form()).containsEntry("day", "2026-12-01");
    }

    @Test
    void asksTheEndpointOnTheWayBackFromARefreshingScreen() {
        open();
        fillIn();
        line.then("SUMMARY", Map.of("text", "Eyes"));
        tap(CONTINUE);
        line.then("APPOINTMENT", CHOICES);

        phone.apply(new PhoneEvent.Back());

        assertThat(line.asked.getLast())
                .containsEntry("action", "BACK")
                .containsEntry("screen", "SUMMARY")
                .containsEntry("data", Map.of());
        assertThat(phone.screen()).contains("APPOINTMENT");
        assertThat(phone.form()).containsEntry("day", "2026-12-01");
    }

    @Test
    void leavesTheResponseInTheChat() {
        open();
        fillIn();
        line.then("SUMMARY", Map.of("text", "Eyes"));
        tap(CONTINUE);
        line.then(
                "SUCCESS",
                Map.of(
                        "extension_message_response",
                        Map.of("params", Map.of("flow_token", "t-7f3c", "booking", "B-19"))));

        tap(CONFIRM);

        assertThat(phone.isOpen()).isFalse();
        assertThat(phone.response()).contains(Map.of("flow_token", "t-7f3c", "booking", "B-19"));
        assertThat(phone.canOpen()).isFalse();
    }

    @Test
    void completesOnATerminalScreenWithTheFlowToken() {
        open();
        fillIn();
        line.then("SUMMARY", Map.of("text", "Eyes"));
        tap(CONTINUE);
        line.then("DONE", Map.of("number", 19));
        tap(CONFIRM);

        tap("screens[2].layout.children[1]");

        assertThat(phone.response()).contains(Map.of("number", 19, "flow_token", "t-7f3c"));
    }

    @Nested
    class WhenTheAnswerIsNoUse {

        @Test
        void fetchesTheKeyAndResendsOnceAfter421() {
            line.then(new Exchange.Refused(421));
            open();

            assertThat(line.refreshes).isEqualTo(1);
            assertThat(line.asked).hasSize(2);
            assertThat(phone.screen()).contains("APPOINTMENT");
        }

        @Test
        void givesUpAfterTheSecond421() {
            line.then(new Exchange.Refused(421)).then(new Exchange.Refused(421));

            phone.apply(new PhoneEvent.Open());
            phone.apply(new PhoneEvent.Retry());

            assertThat(line.asked).hasSize(2);
            assertThat(phone.failure()).isPresent();
        }

        @Test
        void showsTheTextOf427AndDisablesTheButton() {
            line.then(new Exchange.Answered(427, Map.of("error_msg", "This booking is already complete.")));

            phone.apply(new PhoneEvent.Open());

            assertThat(phone.view().get("failure").toString()).contains("This booking is already complete.");
            assertThat(phone.canOpen()).isFalse();
        }

        @Test
        void offersToTryAgainAfterATimeout() {
            line.then(new Exchange.TimedOut());
            phone.apply(new PhoneEvent.Open());
            assertThat(phone.failure()).contains("The endpoint did not answer within 10 seconds.");
            line.then("APPOINTMENT", CHOICES);

            phone.apply(new PhoneEvent.Retry());

            assertThat(phone.screen()).contains("APPOINTMENT");
            assertThat(phone.failure()).isEmpty();
        }

        @Test
        void staysOnALaterScreenAfterATimeout() {
            open();
            fillIn();
            line.then(new Exchange.TimedOut());

            tap(CONTINUE);

            assertThat(phone.screen()).contains("APPOINTMENT");
            assertThat(phone.message()).isPresent();
            assertThat(phone.form()).containsEntry("day", "2026-12-01");
        }

        @Test
        void keepsItsScreenWhileTheEndpointIsAwayAndGoesOnAfterwards() {
            open();
            fillIn();
            line.then(new Exchange.Unreachable("ConnectException"));
            tap(CONTINUE);
            assertThat(phone.endpointAbsence()).contains("ConnectException");
            assertThat(phone.form()).containsEntry("day", "2026-12-01");

            line.then(new Exchange.Unreachable("ConnectException"));
            phone.lookForEndpoint();
            assertThat(phone.endpointAbsence()).isPresent();
            line.then(new Exchange.Answered(200, Map.of("data", Map.of("status", "active"))));
            phone.lookForEndpoint();
            assertThat(phone.endpointAbsence()).isEmpty();

            line.then("SUMMARY", Map.of("text", "Eyes"));
            tap(CONTINUE);
            assertThat(phone.screen()).contains("SUMMARY");
            assertThat(phone.exchanges())
                    .extracting(each -> each.request().get("action"))
                    .doesNotContain("ping");
        }

        @Test
        void tellsTheEndpointThatItsAnswerDoesNotOpen() {
            line.then(new Exchange.Unopened(200, "The body is not Base64."));

            phone.apply(new PhoneEvent.Open());

            assertThat(notified()).containsEntry("error", "response-decryption-error");
            assertThat(line.asked.getLast()).containsEntry("action", "INIT");
        }

        @Test
        void tellsTheEndpointOfDataThatDoesNotFit() {
            open();
            fillIn();
            line.then("SUMMARY", Map.of("text", 7));

            tap(CONTINUE);

            assertThat(notified()).containsEntry("error", "payload-schema-error");
            assertThat(phone.entries().stream()
                            .flatMap(entry -> entry.findings().stream())
                            .toList())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.text()).contains("'text' must be of type string, but is number");
                        assertThat(finding.where()).isPresent();
                    });
        }

        @Test
        void tellsTheEndpointOfAScreenThatCannotBeReached() {
            open();
            fillIn();
            line.then("DONE", Map.of("number", 1));

            tap(CONTINUE);

            assertThat(notified()).containsEntry("error", "invalid-screen-transition");
        }

        @Test
        void refusesToOpenOnAScreenThatIsLedTo() {
            line.then("SUMMARY", Map.of("text", "Eyes"));

            phone.apply(new PhoneEvent.Open());

            assertThat(notified()).containsEntry("error", "invalid-screen-transition");
        }

        @SuppressWarnings("unchecked")
        private Map<String, Object> notified() {
            return (Map<String, Object>) line.asked.getLast().get("data");
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> component(String key) {
        var screen = (Map<String, Object>) phone.view().get("screen");
        return ((List<Map<String, Object>>) screen.get("components"))
                .stream()
                        .filter(each -> key.equals(each.get("key")))
                        .findFirst()
                        .orElseThrow();
    }

    private static Map<String, Object> with(Map<String, Object> data, String name, Object value) {
        var changed = new java.util.LinkedHashMap<>(data);
        changed.put(name, value);
        return changed;
    }
}
