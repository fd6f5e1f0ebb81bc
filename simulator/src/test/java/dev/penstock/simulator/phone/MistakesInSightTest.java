package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.simulator.internal.PlainValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MistakesInSightTest extends BookingOnAPhone {

    @Test
    void drawsAttentionToTheFirstFieldThatIsWrong() {
        open();

        tap(CONTINUE);

        assertThat(PlainValue.map(phone.view().get("attention")).get("key")).isEqualTo(DEPARTMENT);
    }

    @Test
    void drawsAttentionAgainAtEachTap() {
        open();
        tap(CONTINUE);
        Object first = PlainValue.map(phone.view().get("attention")).get("id");

        tap(CONTINUE);

        assertThat(PlainValue.map(phone.view().get("attention")).get("id")).isNotEqualTo(first);
    }

    @Test
    void drawsAttentionToAnErrorOfTheEndpoint() {
        open();
        fillIn();
        line.then("APPOINTMENT", with(CHOICES, "errors", Map.of("day", "That day is full.")));

        tap(CONTINUE);

        assertThat(PlainValue.map(phone.view().get("attention")).get("key")).isEqualTo(DAY);
    }

    @Test
    void findsAnAnswerThatIsTooLarge() {
        open();
        fillIn();
        line.then("SUMMARY", Map.of("text", "x".repeat(1_500_000)));

        tap(CONTINUE);

        assertThat(phone.screen()).contains("SUMMARY");
        assertThat(phone.exchangeLog().getLast().faults())
                .extracting(AnswerFault::code)
                .contains("answer-too-large");
    }

    @Test
    void bringsTheMessageIntoTheChatAgain() {
        phone.restart();

        assertThat(PlainValue.list(phone.view().get("chat"))).hasSize(2);
        assertThat(phone.canOpen()).isTrue();
    }
}
