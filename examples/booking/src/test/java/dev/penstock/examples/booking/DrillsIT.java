package dev.penstock.examples.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.examples.booking.drill.KillDrill;
import dev.penstock.examples.booking.drill.OutageDrill;
import dev.penstock.examples.booking.drill.RaceDrill;
import dev.penstock.examples.booking.drill.RepeatDrill;
import dev.penstock.examples.booking.drill.Report;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The drills, short. {@code ./penstock-booking drill race --rounds 1000} and so on run them long. */
class DrillsIT {

    @Test
    void manyPhonesRaceForTheLastSeatsAndSlots() throws Exception {
        assertFine(RaceDrill.run(2, 32, Duration.ofMinutes(2)));
    }

    @Test
    void serversAreKilledWhilePeopleBook() throws Exception {
        assertFine(KillDrill.run(2));
    }

    @Test
    void postgresIsStoppedAndStartedWhilePeopleBook() throws Exception {
        assertFine(OutageDrill.run(1));
    }

    @Test
    void copiesOfARequestReachTwoReplicas() throws Exception {
        assertFine(RepeatDrill.run(3));
    }

    private static void assertFine(Report report) {
        System.out.println(report.text());
        assertThat(report.isFine()).as(report.text()).isTrue();
    }
}
