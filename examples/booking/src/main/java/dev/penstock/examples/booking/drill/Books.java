package dev.penstock.examples.booking.drill;

import dev.penstock.examples.booking.Holder;
import java.util.List;

/** Compares what people were told with what the database holds. */
final class Books {

    private final DrillData data;
    private final Report report;

    Books(DrillData data, Report report) {
        this.data = data;
        this.report = report;
    }

    void check(List<Walk.Confirmed> confirmed) {
        for (var one : confirmed) {
            var holder = Holder.of(one.token()).bytes();
            var found = data.texts("""
                    SELECT booking_id FROM appointment WHERE holder = ? AND cancelled_at IS NULL
                    UNION ALL SELECT booking_id FROM seat_booking WHERE holder = ? AND cancelled_at IS NULL""", holder, holder);
            report.require(
                    found.equals(List.of(one.bookingId())),
                    "A confirmed booking is not in the database, or another one is.");
        }
        report.put("confirmed bookings looked up", (long) confirmed.size());
        long twice = data.count("""
                SELECT count(*) FROM (
                    SELECT performance, seat FROM (
                        SELECT performance, unnest(seats) AS seat FROM seat_booking WHERE cancelled_at IS NULL) AS sold
                    GROUP BY performance, seat HAVING count(*) > 1) AS twice""");
        report.put("seats sold twice", twice);
        report.require(twice == 0, "A seat was sold twice.");
        long mismatched = data.count("""
                SELECT count(*) FROM (
                    SELECT performance, unnest(seats) AS seat, booking_id FROM seat_booking WHERE cancelled_at IS NULL
                    EXCEPT SELECT performance, seat, booking_id FROM seat_claim) AS missing""");
        report.require(mismatched == 0, "A booking has seats that are not its own.");
        long slots = data.count("""
                SELECT count(*) FROM (
                    SELECT FROM appointment WHERE cancelled_at IS NULL
                    GROUP BY department, location, starts_at HAVING count(*) > 1) AS twice""");
        report.put("slots booked twice", slots);
        report.require(slots == 0, "A slot was booked twice.");
        report.put(
                "bookings in the database",
                data.count("SELECT (SELECT count(*) FROM appointment) + (SELECT count(*) FROM seat_booking)"));
    }
}
