package com.example.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Back;
import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.Init;
import dev.penstock.NextScreen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookingHandlersTest {

    private final Flow flow = new Booking().flow();

    @Test
    void opensWithTheDepartments() throws Exception {
        assertThat(flow.handle(Init.of("a-token")))
                .isEqualTo(NextScreen.of("APPOINTMENT").with("departments", List.of("general", "dental")));
    }

    @Test
    void showsWhatWasChosen() throws Exception {
        var chosen = Map.of("department", "dental", "date", "2027-02-03");

        assertThat(flow.handle(DataExchange.of("APPOINTMENT", chosen, "a-token")))
                .isEqualTo(NextScreen.of("SUMMARY").with(chosen));
    }

    @Test
    void goesBackToTheChoice() throws Exception {
        assertThat(flow.handle(Back.of("SUMMARY", "a-token")))
                .isInstanceOfSatisfying(
                        NextScreen.class, next -> assertThat(next.screen()).isEqualTo("APPOINTMENT"));
    }
}
