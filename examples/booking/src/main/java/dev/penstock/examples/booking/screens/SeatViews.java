package dev.penstock.examples.booking.screens;

import dev.penstock.FlowData;
import dev.penstock.NextScreen;
import dev.penstock.examples.booking.seats.Hold;
import dev.penstock.examples.booking.seats.Performance;
import dev.penstock.examples.booking.seats.Seat;
import dev.penstock.examples.booking.seats.SeatMap;
import dev.penstock.examples.booking.seats.Section;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the screens of the seats show: all of it, each time. */
record SeatViews(Texts texts, InstantSource clock) {

    /** The most that a checkbox group can have. */
    private static final int MAX_OPTIONS = 20;

    FlowData performances(List<Performance> performances, Optional<String> chosen) {
        var options = performances.stream().map(this::option).toList();
        return NextScreen.of(SeatScreens.PERFORMANCE)
                .with("performances", Option.orOnly(options, texts.text("nothing-on")))
                .with("init_values", only("performance", chosen))
                .withFieldErrors(Map.of())
                .data();
    }

    private Option option(Performance performance) {
        var description =
                texts.text("performance-description", texts.moment(performance.startsAt()), performance.left());
        return new Option(performance.id(), performance.title(), Optional.of(description));
    }

    FlowData seats(SeatMap map, Optional<String> wanted) {
        var section = wanted.filter(
                id -> map.sections().stream().anyMatch(known -> known.id().equals(id)));
        var seats = section.map(map::seatsOf).orElse(List.of());
        var mine = seats.stream()
                .filter(seat -> seat.state() == Seat.State.MINE)
                .map(Seat::id)
                .toList();
        var available = seats.stream()
                .filter(Seat::isAvailable)
                .limit(MAX_OPTIONS)
                .map(seat -> Option.of(seat.id(), seat.id()))
                .toList();
        var chosen = new LinkedHashMap<String, Object>(only("section", section));
        if (!mine.isEmpty()) {
            chosen.put("seats", mine);
        }
        return NextScreen.of(SeatScreens.SEATS)
                .with("performance", title(map.performance()))
                .with("sections", map.sections().stream().map(this::option).toList())
                .with("has_section", !available.isEmpty())
                .with("seat_map", seats.isEmpty() ? "-" : picture(seats))
                .with("seats", Option.orOnly(available, texts.text("choose-section")))
                .with("init_values", chosen)
                .withFieldErrors(Map.of())
                .data();
    }

    private Option option(Section section) {
        var description = texts.text("section-description", texts.price(section.price()), section.left());
        return new Option(section.id(), section.name(), Optional.of(description));
    }

    /** One line for each row: the numbers of the seats that can be taken, and a dot for each of the others. */
    private static String picture(List<Seat> seats) {
        var rows = new TreeMap<String, StringBuilder>();
        for (var seat : seats) {
            rows.computeIfAbsent(seat.row(), row -> new StringBuilder(row).append(' '))
                    .append(' ')
                    .append(seat.isAvailable() ? String.valueOf(seat.number()) : "·");
        }
        return String.join("\n", rows.values());
    }

    FlowData hold(Hold hold, SeatSession session) {
        var buyer = new LinkedHashMap<String, String>();
        session.name().ifPresent(name -> buyer.put("name", name));
        session.email().ifPresent(email -> buyer.put("email", email));
        return NextScreen.of(SeatScreens.HOLD)
                .with("seats", held(hold))
                .with("time_left", timeLeft(hold))
                .with("init_values", buyer)
                .withFieldErrors(Map.of())
                .data();
    }

    FlowData summary(Hold hold, SeatSession session) {
        var name = session.name().orElse("-");
        var buyer = session.email().filter(email -> !email.isEmpty()).map(email -> name + "\n" + email);
        return NextScreen.of(SeatScreens.SUMMARY)
                .with("seats", held(hold))
                .with("buyer", buyer.orElse(name))
                .with("time_left", timeLeft(hold))
                .with("seat_ids", seatIds(hold))
                .data();
    }

    /** Makes the submission of the last screen a different one when the seats are different. */
    static String seatIds(Hold hold) {
        return hold.performance().id() + "|" + String.join(",", hold.seats());
    }

    private String held(Hold hold) {
        return texts.text(
                "held-seats", title(hold.performance()), String.join(", ", hold.seats()), texts.price(hold.total()));
    }

    private String timeLeft(Hold hold) {
        var left = hold.left(clock.instant());
        return texts.text(
                "time-left",
                texts.time(hold.until().toLocalTime().withSecond(0).withNano(0)),
                left.toMinutes(),
                left.toSecondsPart());
    }

    private String title(Performance performance) {
        return texts.text("performance", performance.title(), texts.moment(performance.startsAt()));
    }

    private static Map<String, String> only(String name, Optional<String> value) {
        return value.map(text -> Map.of(name, text)).orElse(Map.of());
    }
}
