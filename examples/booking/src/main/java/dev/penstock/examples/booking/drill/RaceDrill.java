package dev.penstock.examples.booking.drill;

import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.testing.Exchange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Many phones want the same last seats, or the same last slots, at the same moment, through two server processes. In
 * every round each seat or slot must have exactly one winner, and every loser a message on the screen where a better
 * choice can be made. Seats and slots take turns.
 */
public final class RaceDrill {

    private static final int LAST_ONES = 4;

    private final DrillWorld world;
    private final DrillData data;
    private final Report report;
    private final Taps taps;
    private final int phones;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private RaceDrill(DrillWorld world, Report report, int phones) {
        this.world = world;
        this.data = new DrillData(world.database().dataSource());
        this.report = report;
        this.taps = new Taps(report);
        this.phones = phones;
    }

    /**
     * Runs the drill.
     *
     * @param rounds how many races
     * @param phones how many phones in each
     * @param atMost after which no new race begins
     * @return what was counted
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Report run(int rounds, int phones, Duration atMost) throws InterruptedException {
        var report = new Report("race");
        long started = System.nanoTime();
        try (var world = DrillWorld.start(2, Duration.ofMinutes(10))) {
            var drill = new RaceDrill(world, report, phones);
            report.put("server processes", 2L);
            report.put("phones in each race", (long) phones);
            for (int round = 0; round < rounds && System.nanoTime() - started < atMost.toNanos(); round++) {
                if (round % 2 == 0) {
                    drill.seats(round);
                } else {
                    drill.slots(round);
                }
            }
        }
        report.require(report.get("answers with status 500") == 0, "Somebody got a 500.");
        report.put("seconds", Duration.ofNanos(System.nanoTime() - started).toSeconds());
        return report;
    }

    private void seats(int round) throws InterruptedException {
        var performance = "race-%s-%d".formatted(run, round);
        data.performance(performance, LAST_ONES);
        var people = people(BookingFlows.SEATS);
        Together.run(people.stream()
                .map(person ->
                        (Callable<Exchange>) () -> taps.until(() -> person.choosePerformance(performance), "SEATS"))
                .toList());
        var answers = Together.run(IntStream.range(0, phones)
                .mapToObj(i -> (Callable<Exchange>) () ->
                        taps.until(() -> people.get(i).hold(List.of(seat(i))), "HOLD", "SEATS"))
                .toList());
        var sold = new HashSet<String>();
        for (int i = 0; i < phones; i++) {
            if (Person.screen(answers.get(i)).equals(Optional.of("HOLD"))) {
                report.require(sold.add(seat(i)), "Two people hold seat %s of %s.".formatted(seat(i), performance));
                buyTwice(people.get(i), performance, List.of(seat(i)));
            } else {
                lost(answers.get(i), "SEATS", "seats", seat(i));
            }
        }
        report.add("races for seats", 1);
        report.add("seats raced for", LAST_ONES);
        report.require(sold.size() == LAST_ONES, "%d of %d seats found a winner.".formatted(sold.size(), LAST_ONES));
        long inDatabase = data.count(
                "SELECT count(DISTINCT booking_id) FROM seat_claim WHERE performance = ? AND booking_id IS NOT NULL",
                performance);
        report.require(inDatabase == LAST_ONES, "%d bookings for %d seats.".formatted(inDatabase, LAST_ONES));
    }

    private static String seat(int phone) {
        return "A" + (phone % LAST_ONES + 1);
    }

    private void buyTwice(Person winner, String performance, List<String> seats) throws InterruptedException {
        taps.until(winner::buyer, "SUMMARY");
        Callable<Exchange> tap = () -> taps.until(() -> winner.buy(performance, seats), "SUCCESS");
        won(Together.run(List.of(tap, tap)), "seats sold");
    }

    private void won(List<Exchange> answers, String what) {
        var ids = new HashSet<String>();
        for (var answer : answers) {
            Person.bookingId(answer).ifPresentOrElse(ids::add, () -> report.problem("A winner got no booking id."));
        }
        report.require(ids.size() == 1, "A second tap made another booking.");
        report.add(what, 1);
        report.add("second taps with the same booking id", ids.size() == 1 ? 1 : 0);
    }

    private void slots(int round) throws InterruptedException {
        var department = "race-%s-%d".formatted(run, round);
        var day = LocalDate.now(DrillWorld.ZONE).plusDays(3);
        data.department(department, day, LAST_ONES);
        var people = people(BookingFlows.APPOINTMENTS);
        var times = IntStream.range(0, phones)
                .mapToObj(i ->
                        LocalTime.of(9, 0).plusMinutes(15L * (i % LAST_ONES)).toString())
                .toList();
        var ready = Together.run(IntStream.range(0, phones)
                .mapToObj(i -> (Callable<Exchange>) () -> {
                    var person = people.get(i);
                    taps.until(() -> person.chooseSlot(department, day.toString(), times.get(i)), "DETAILS");
                    taps.until(person::details, "TERMS");
                    return taps.until(person::agree, "SUMMARY");
                })
                .toList());
        report.require(ready.size() == phones, "Somebody is missing at the start.");
        var answers = Together.run(IntStream.range(0, phones)
                .mapToObj(i -> book(people.get(i), department, day, times.get(i)))
                .toList());
        var taken = new HashSet<String>();
        for (int i = 0; i < phones; i++) {
            if (Person.bookingId(answers.get(i)).isPresent()) {
                report.require(taken.add(times.get(i)), "Two people have the slot at %s.".formatted(times.get(i)));
                var again = Together.run(List.of(book(people.get(i), department, day, times.get(i))));
                won(List.of(answers.get(i), again.getFirst()), "slots booked");
            } else {
                lost(answers.get(i), "APPOINTMENT", "times", times.get(i));
            }
        }
        report.add("races for slots", 1);
        report.add("slots raced for", LAST_ONES);
        report.require(taken.size() == LAST_ONES, "%d of %d slots found a winner.".formatted(taken.size(), LAST_ONES));
        long inDatabase = data.count(
                "SELECT count(*) FROM appointment WHERE department = ? AND cancelled_at IS NULL", department);
        report.require(inDatabase == LAST_ONES, "%d bookings for %d slots.".formatted(inDatabase, LAST_ONES));
        data.removeDepartment(department);
    }

    private Callable<Exchange> book(Person person, String department, LocalDate day, String time) {
        return () -> taps.until(() -> person.bookSlot(department, day.toString(), time), "SUCCESS", "APPOINTMENT");
    }

    /** Every other phone talks to the other process. */
    private List<Person> people(String flow) {
        var people = new ArrayList<Person>();
        for (int i = 0; i < phones; i++) {
            people.add(world.somebodyAt(i, flow));
        }
        return people;
    }

    private void lost(Exchange answer, String screen, String list, String wanted) {
        report.require(
                Person.screen(answer).equals(Optional.of(screen)) && Person.hasMessage(answer),
                "A loser is on %s %s a message."
                        .formatted(
                                Person.screen(answer).orElse("no screen"),
                                Person.hasMessage(answer) ? "with" : "without"));
        var fresh = Set.copyOf(Person.options(answer, list));
        report.require(!fresh.isEmpty() && !fresh.contains(wanted), "A loser is offered what is taken.");
        report.add("losers with a message and fresh choices", 1);
    }
}
