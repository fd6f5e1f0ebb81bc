package dev.penstock.examples.booking.drill;

import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.testing.Exchange;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** One person's whole way through a Flow, tapping again whenever something fails. */
final class Walk {

    private static final int SEATS = 2_000;
    private static final int SLOTS = 56;

    private final DrillWorld world;
    private final Taps taps;
    private final String performance;
    private final String department;
    private final LocalDate day = LocalDate.now(DrillWorld.ZONE).plusDays(3);

    Walk(DrillWorld world, Report report, String name) {
        this.world = world;
        this.taps = new Taps(report);
        this.performance = name;
        this.department = name;
    }

    void prepare(DrillData data) {
        data.performance(performance, SEATS);
        data.department(department, day, SLOTS);
    }

    /** A booking that a person has seen: whose it is, its id, and how to submit the last screen again. */
    record Confirmed(String token, String bookingId, Supplier<Exchange> lastTap) {}

    /** Two seats at random; empty if somebody else was quicker. */
    Optional<Confirmed> seats() throws InterruptedException {
        var person = world.somebody(BookingFlows.SEATS);
        var row = (char) ('A' + ThreadLocalRandom.current().nextInt(SEATS / 100));
        int first = 1 + ThreadLocalRandom.current().nextInt(99);
        var seats = List.of("%s%d".formatted(row, first), "%s%d".formatted(row, first + 1));
        taps.until(() -> person.choosePerformance(performance), "SEATS");
        var held = taps.until(() -> person.hold(seats), "HOLD", "SEATS");
        if (!Person.screen(held).equals(Optional.of("HOLD"))) {
            return Optional.empty();
        }
        var summary = taps.until(person::buyer, "SUMMARY", "SEATS");
        if (!Person.screen(summary).equals(Optional.of("SUMMARY"))) {
            return Optional.empty();
        }
        var ids = String.valueOf(Person.data(summary).get("seat_ids"));
        return confirmed(person, () -> person.phone().submit("SUMMARY", Map.of("seats", ids)), "SEATS");
    }

    /** A slot at random; empty if somebody else was quicker. */
    Optional<Confirmed> slot() throws InterruptedException {
        var person = world.somebody(BookingFlows.APPOINTMENTS);
        var time = LocalTime.of(9, 0)
                .plusMinutes(15L * ThreadLocalRandom.current().nextInt(SLOTS))
                .toString();
        var chosen = taps.until(() -> person.chooseSlot(department, day.toString(), time), "DETAILS", "APPOINTMENT");
        if (!Person.screen(chosen).equals(Optional.of("DETAILS"))) {
            return Optional.empty();
        }
        taps.until(person::details, "TERMS");
        taps.until(person::agree, "SUMMARY", "APPOINTMENT");
        return confirmed(person, () -> person.bookSlot(department, day.toString(), time), "APPOINTMENT");
    }

    private Optional<Confirmed> confirmed(Person person, Supplier<Exchange> lastTap, String screenOfLosers)
            throws InterruptedException {
        var answer = taps.until(lastTap::get, "SUCCESS", screenOfLosers);
        return Person.bookingId(answer).map(id -> new Confirmed(person.token(), id, lastTap));
    }

    /** The same last submission in a new request. */
    Exchange again(Confirmed confirmed) throws InterruptedException {
        return taps.until(confirmed.lastTap()::get, "SUCCESS");
    }
}
