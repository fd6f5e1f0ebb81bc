package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewDataTest {

    @Test
    void fillsAFirstScreenThatNobodyGivesDataFromItsExamples() {
        OnePhone phone = OnePhone.plays("static-first-screen-data.json");

        assertThat(phone.session.data()).containsEntry("who", "Ada");
        assertThat((java.util.List<?>) phone.named("d").get("options")).hasSize(1);
    }

    @Test
    void keepsToTheDataOfTheMessageWhereThereIsSome() {
        PhoneSession session = PhoneSession.builder(BookingOnAPhone.flow("faults/static-first-screen-data.json"))
                .startOn("A", Map.of("who", "Eve"))
                .build();

        session.apply(new PhoneEvent.Open());

        assertThat(session.data()).isEqualTo(Map.of("who", "Eve"));
    }
}
