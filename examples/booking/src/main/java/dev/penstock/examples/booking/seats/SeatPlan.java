package dev.penstock.examples.booking.seats;

import dev.penstock.examples.booking.BookingIds;
import dev.penstock.examples.booking.Holder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The rules of the seat plan: who may hold which seats for how long, and who buys them.
 *
 * <p>A holder holds seats of one performance at a time and buys once; a second try finds the first booking. A hold ends
 * by itself, since everybody compares its end with the time; nothing has to run for that. Thread-safe.
 */
public final class SeatPlan {

    /** How many seats one person may hold: 6. */
    public static final int MAX_SEATS = 6;

    /** How many performances are offered: 20, the most that a choice on a phone can have. */
    public static final int MAX_PERFORMANCES = 20;

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern SEAT = Pattern.compile("[A-Z]{1,2}[0-9]{1,3}");
    private static final String DEADLOCK = "40P01";
    private static final int MAX_TRIES = 3;
    private static final Holder NOBODY = Holder.of("");

    private final Jdbi jdbi;
    private final SeatTable table;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Duration holdTime;
    private final BookingIds ids;

    private SeatPlan(Jdbi jdbi, SeatTable table, InstantSource clock, ZoneId zone, Duration holdTime, BookingIds ids) {
        this.jdbi = jdbi;
        this.table = table;
        this.clock = clock;
        this.zone = zone;
        this.holdTime = holdTime;
        this.ids = ids;
    }

    /**
     * Opens the seat plan.
     *
     * @param jdbi the database
     * @param clock tells which holds have expired
     * @param zone the zone of the business
     * @param language of the names of sections, {@code en} or {@code es}
     * @param holdTime how long seats are held
     * @param ids makes booking ids
     * @return the seat plan
     */
    public static SeatPlan of(
            Jdbi jdbi, InstantSource clock, ZoneId zone, String language, Duration holdTime, BookingIds ids) {
        return new SeatPlan(jdbi, new SeatTable(zone, language), clock, zone, holdTime, ids);
    }

    /** What came of holding seats. */
    public sealed interface Holding {}

    /**
     * The seats are held.
     *
     * @param hold the hold
     */
    public record Held(Hold hold) implements Holding {}

    /** At least one of the seats is somebody else's; what the person held before is unchanged. */
    public record Taken() implements Holding {}

    /** What came of buying the held seats. */
    public sealed interface Purchase {}

    /**
     * The booking of this holder, made now or before.
     *
     * @param booking the booking, which may have been cancelled since
     */
    public record Bought(SeatBooking booking) implements Purchase {}

    /** The hold has expired. */
    public record Expired() implements Purchase {}

    /**
     * Lists what is still to come.
     *
     * @param holder who asks
     * @return performances by time
     */
    public List<Performance> performances(Holder holder) {
        return jdbi.withHandle(handle -> table.performances(handle, holder, clock.instant(), MAX_PERFORMANCES));
    }

    /** {@return what is still to come, as the business sees it: what anybody holds is taken} */
    public List<Performance> performances() {
        return performances(NOBODY);
    }

    /**
     * Tells whether seats can be had for a performance.
     *
     * @param performance its id, in whatever form it came
     * @return whether there is such a performance and it has not begun
     */
    public boolean isToCome(String performance) {
        var now = clock.instant();
        return ID.matcher(performance).matches()
                && jdbi.withHandle(handle -> table.performance(handle, performance, NOBODY, now)
                        .filter(found -> found.startsAt().toInstant().isAfter(now))
                        .isPresent());
    }

    /**
     * Looks at the seats of a performance.
     *
     * @param performance its id, in whatever form it came
     * @param holder who looks: what they hold themselves is available to them
     * @return the seats; empty if there is no such performance or it has begun
     */
    public Optional<SeatMap> map(String performance, Holder holder) {
        if (!ID.matcher(performance).matches()) {
            return Optional.empty();
        }
        var now = clock.instant();
        return jdbi.withHandle(handle -> table.performance(handle, performance, holder, now)
                .filter(found -> found.startsAt().toInstant().isAfter(now))
                .map(found -> new SeatMap(
                        found,
                        table.sections(handle, performance, holder, now),
                        table.seats(handle, performance, holder, now))));
    }

    /**
     * Looks at the seats of a performance as the business does: what anybody holds is taken.
     *
     * @param performance its id
     * @return the seats
     */
    public Optional<SeatMap> map(String performance) {
        return map(performance, NOBODY);
    }

    /**
     * Holds seats, in place of what the person held before.
     *
     * @param holder for whom
     * @param performance the id of the performance
     * @param seats the ids of the seats, in whatever form they came
     * @return the hold, or that a seat is taken
     */
    public Holding hold(Holder holder, String performance, List<String> seats) {
        var wanted = seats.stream().distinct().toList();
        boolean possible = ID.matcher(performance).matches()
                && !wanted.isEmpty()
                && wanted.size() <= MAX_SEATS
                && wanted.stream().allMatch(seat -> SEAT.matcher(seat).matches());
        if (!possible) {
            return new Taken();
        }
        var now = clock.instant();
        return withoutDeadlock(() -> tryToHold(holder, performance, wanted, now));
    }

    private Holding tryToHold(Holder holder, String performance, List<String> wanted, Instant now) {
        return jdbi.inTransaction(handle -> {
            table.release(handle, holder, performance, wanted);
            int held = table.hold(handle, holder, performance, wanted, now, now.plus(holdTime));
            if (held != wanted.size()) {
                handle.rollback();
                return new Taken();
            }
            return current(handle, holder, now).<Holding>map(Held::new).orElseGet(Taken::new);
        });
    }

    /**
     * Two people who exchange seats at the same moment wait for one another until PostgreSQL ends one of the
     * transactions; that one begins again.
     */
    private static <T> T withoutDeadlock(Supplier<T> transaction) {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.get();
            } catch (UnableToExecuteStatementException failed) {
                boolean isDeadlock =
                        failed.getCause() instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState());
                if (!isDeadlock || tries == MAX_TRIES) {
                    throw failed;
                }
            }
        }
    }

    /**
     * Looks for what a person holds.
     *
     * @param holder the person
     * @return the hold, if it has not expired
     */
    public Optional<Hold> holdOf(Holder holder) {
        return jdbi.inTransaction(handle -> current(handle, holder, clock.instant()));
    }

    private Optional<Hold> current(Handle handle, Holder holder, Instant now) {
        var held = table.held(handle, holder, now);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        var first = held.getFirst();
        int total = held.stream().mapToInt(seat -> seat.price().cents()).sum();
        return table.performance(handle, first.performance(), holder, now)
                .map(performance -> new Hold(
                        performance,
                        held.stream().map(SeatTable.Held::seat).toList(),
                        new Price(total, first.price().currency()),
                        first.until().atZone(zone)));
    }

    /**
     * Buys what a person holds, in one transaction.
     *
     * @param holder the person
     * @param name who comes
     * @param email empty if none was given
     * @return the booking of this holder, or that the hold has expired
     */
    public Purchase buy(Holder holder, String name, String email) {
        var now = clock.instant();
        return jdbi.inTransaction(handle -> {
            var earlier = table.bookingOf(handle, holder);
            if (earlier.isPresent()) {
                return new Bought(earlier.get());
            }
            var hold = current(handle, holder, now);
            if (hold.isEmpty()) {
                // A second tap that waited for the first finds nothing held, and the booking of the first.
                return table.bookingOf(handle, holder)
                        .<Purchase>map(Bought::new)
                        .orElseGet(Expired::new);
            }
            var wanted = hold.get();
            var booking = new SeatBooking(
                    ids.next("S"), wanted.performance(), wanted.seats(), wanted.total(), name, email, Optional.empty());
            if (!table.insertBooking(handle, holder, booking, now)) {
                return new Bought(table.bookingOf(handle, holder).orElseThrow());
            }
            int sold = table.sell(
                    handle, holder, booking.bookingId(), wanted.performance().id(), now);
            if (sold != wanted.seats().size()) {
                handle.rollback();
                return new Expired();
            }
            return new Bought(booking);
        });
    }

    /**
     * Looks for the booking of a holder.
     *
     * @param holder the holder
     * @return the booking, cancelled or not
     */
    public Optional<SeatBooking> bookingOf(Holder holder) {
        return jdbi.withHandle(handle -> table.bookingOf(handle, holder));
    }

    /**
     * Lists bookings by time of the performance.
     *
     * @param from the earliest start
     * @param limit how many at most
     * @return the bookings, cancelled ones included
     */
    public List<SeatBooking> list(Instant from, int limit) {
        return jdbi.withHandle(handle -> table.bookingsFrom(handle, from, limit));
    }

    /**
     * Cancels a booking; its seats are free from then on.
     *
     * @param bookingId the id
     * @return whether there was such a booking, not cancelled before
     */
    public boolean cancel(String bookingId) {
        return jdbi.inTransaction(handle -> table.cancel(handle, bookingId, clock.instant()));
    }
}
