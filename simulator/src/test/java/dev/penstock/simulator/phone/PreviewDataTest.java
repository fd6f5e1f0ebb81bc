package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewDataTest {

    @Test
    void fillsAFirstScreenThatNobodyGivesDataFromItsExamples() {
        OnePhone phone = OnePhone.plays("static-first-screen-data.json");

        assertThat(phone.session.data()).containsEntry("who", "Ada");
        assertThat((List<?>) phone.named("d").get("options")).hasSize(1);
    }

    @Test
    void keepsToTheDataOfTheMessageWhereThereIsSome() {
        Map<String, Object> data = Map.of("who", "Eve", "list", List.of(Map.of("id", "e", "title", "E")));
        PhoneSession session = PhoneSession.builder(BookingOnAPhone.flow("faults/static-first-screen-data.json"))
                .startOn("A", data)
                .build();

        session.apply(new PhoneEvent.Open());

        assertThat(session.data()).isEqualTo(data);
    }
}
