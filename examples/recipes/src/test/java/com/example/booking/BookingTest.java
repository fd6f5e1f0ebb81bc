package com.example.booking;

import dev.penstock.Flow;
import dev.penstock.testing.FlowTester;
import dev.penstock.testing.junit.PenstockTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PenstockTest(flowJson = "src/test/resources/booking.json")
class BookingTest {

    final Flow flow = new Booking().flow();

    @Test
    void oneDayIsForOnePerson(FlowTester ada, FlowTester eve) {
        var choice = Map.of("department", "dental", "date", "2027-02-03");
        ada.init().submit(choice).submit(choice).expectCompletion();

        eve.init().submit(choice).expectErrorMessage("That day has just gone.");
    }
}
