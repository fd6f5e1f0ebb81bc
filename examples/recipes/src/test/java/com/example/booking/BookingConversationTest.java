package com.example.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testing.FlowTester;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookingConversationTest {

    private static final Map<String, String> CHOICE = Map.of("department", "dental", "date", "2027-02-03");

    private final Booking booking = new Booking();
    private final FlowTester tester =
            FlowTester.of(booking.flow()).withFlowJson(Path.of("src/test/resources/booking.json"));

    @Test
    void aDayIsBooked() {
        tester.init()
                .expectScreen("APPOINTMENT")
                .submit(CHOICE)
                .expectScreen("SUMMARY")
                .expectData("date", "2027-02-03")
                .submit(CHOICE)
                .expectCompletion("date", "2027-02-03");
    }

    @Test
    void whoTapsTwiceBooksOnce() {
        var booked = tester.submit("SUMMARY", CHOICE).expectCompletion();

        booked.again().expectCompletion();
    }

    @Test
    void aDayThatIsGoneIsSaidSo() {
        tester.submit("SUMMARY", CHOICE);

        tester.init().submit(CHOICE).expectScreen("APPOINTMENT").expectErrorMessage("That day has just gone.");
    }

    @Test
    void aDayThatIsNoneLeavesThePersonOnTheScreen() {
        var answer = tester.init().submit(Map.of("department", "dental", "date", "soon"));

        assertThat(answer.expectFailure().screen()).isEqualTo("APPOINTMENT");
        assertThat(answer.expectFailure().errorMessage()).isPresent();
    }
}
