package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PhoneSessionTest extends BookingOnAPhone {

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
}
