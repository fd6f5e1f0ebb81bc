package dev.penstock.examples.booking.seats;

import dev.penstock.examples.booking.Holder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** All SQL about seats. Everything a person typed is a parameter. */
final class SeatTable {

    /** What somebody else has: sold, or held and not yet expired. */
    private static final String TAKEN = "(c.booking_id IS NOT NULL OR (c.held_until > :now AND c.holder <> :holder))";

    private static final String LEFT = """
            (SELECT count(*) FROM seat s LEFT JOIN seat_claim c ON c.performance = s.performance AND c.seat = s.id
             WHERE s.performance = p.id AND (c.seat IS NULL OR NOT %s))""".formatted(TAKEN);

    private static final String PERFORMANCE =
            "SELECT p.id, p.title, p.venue, p.starts_at, " + LEFT + " AS seats_left FROM performance p ";

    private final ZoneId zone;
    private final String language;

    SeatTable(ZoneId zone, String language) {
        this.zone = zone;
        this.language = language;
    }

    List<Performance> performances(Handle handle, Holder holder, Instant now, int limit) {
        return handle.createQuery(PERFORMANCE + "WHERE p.starts_at > :now ORDER BY p.starts_at, p.id LIMIT :limit")
                .bind("now", utc(now))
                .bind("holder", holder.bytes())
                .bind("limit", limit)
                .map((row, context) -> performance(row))
                .list();
    }

    Optional<Performance> performance(Handle handle, String id, Holder holder, Instant now) {
        return handle.createQuery(PERFORMANCE + "WHERE p.id = :id")
                .bind("now", utc(now))
                .bind("holder", holder.bytes())
                .bind("id", id)
                .map((row, context) -> performance(row))
                .findOne();
    }

    List<Section> sections(Handle handle, String performance, Holder holder, Instant now) {
        return handle.createQuery("""
                        SELECT t.id, coalesce(n.name, t.id) AS name, t.price_cents, t.currency,
                               count(s.id) FILTER (WHERE c.seat IS NULL OR NOT %s) AS seats_left
                        FROM section t
                        LEFT JOIN section_name n
                               ON n.performance = t.performance AND n.section = t.id AND n.language = :language
                        LEFT JOIN seat s ON s.performance = t.performance AND s.section = t.id
                        LEFT JOIN seat_claim c ON c.performance = s.performance AND c.seat = s.id
                        WHERE t.performance = :performance
                        GROUP BY t.id, n.name, t.price_cents, t.currency, t.position
                        ORDER BY t.position, t.id""".formatted(TAKEN))
                .bind("language", language)
                .bind("performance", performance)
                .bind("now", utc(now))
                .bind("holder", holder.bytes())
                .map((row, context) -> new Section(
                        row.getString("id"),
                        row.getString("name"),
                        new Price(row.getInt("price_cents"), row.getString("currency")),
                        row.getInt("seats_left")))
                .list();
    }

    List<Seat> seats(Handle handle, String performance, Holder holder, Instant now) {
        return handle.createQuery("""
                        SELECT s.id, s.section, s.row_name, s.number,
                               CASE WHEN c.seat IS NULL THEN 'FREE' WHEN %s THEN 'TAKEN'
                                    WHEN c.holder = :holder AND c.held_until > :now THEN 'MINE' ELSE 'FREE' END AS state
                        FROM seat s LEFT JOIN seat_claim c ON c.performance = s.performance AND c.seat = s.id
                        WHERE s.performance = :performance
                        ORDER BY s.section, s.row_name, s.number""".formatted(TAKEN))
                .bind("performance", performance)
                .bind("now", utc(now))
                .bind("holder", holder.bytes())
                .map((row, context) -> new Seat(
                        row.getString("id"),
                        row.getString("section"),
                        row.getString("row_name"),
                        row.getInt("number"),
                        Seat.State.valueOf(row.getString("state"))))
                .list();
    }

    /** Gives up what the holder holds and no longer wants. */
    void release(Handle handle, Holder holder, String performance, List<String> wanted) {
        handle.createUpdate("""
                        DELETE FROM seat_claim
                        WHERE holder = :holder AND booking_id IS NULL
                          AND NOT (performance = :performance AND seat = ANY (:wanted))""")
                .bind("holder", holder.bytes())
                .bind("performance", performance)
                .bindArray("wanted", String.class, wanted.toArray())
                .execute();
    }

    /**
     * Holds those seats that are free, expired or the holder's own. In the order of their ids, so that two people who
     * want the same seats wait for one another instead of both.
     */
    int hold(Handle handle, Holder holder, String performance, List<String> wanted, Instant now, Instant until) {
        return handle.createUpdate("""
                        INSERT INTO seat_claim AS c (performance, seat, holder, held_until)
                        SELECT s.performance, s.id, :holder, :until FROM seat s
                        WHERE s.performance = :performance AND s.id = ANY (:wanted)
                        ORDER BY s.id
                        ON CONFLICT (performance, seat) DO UPDATE
                            SET holder = excluded.holder, held_until = excluded.held_until
                            WHERE NOT %s""".formatted(TAKEN))
                .bind("holder", holder.bytes())
                .bind("performance", performance)
                .bindArray("wanted", String.class, wanted.toArray())
                .bind("now", utc(now))
                .bind("until", utc(until))
                .execute();
    }

    /** The holds of a holder that have not expired, locked until the end of the transaction. */
    List<Held> held(Handle handle, Holder holder, Instant now) {
        return handle.createQuery("""
                        SELECT c.performance, c.seat, c.held_until, t.price_cents, t.currency
                        FROM seat_claim c
                        JOIN seat s ON s.performance = c.performance AND s.id = c.seat
                        JOIN section t ON t.performance = s.performance AND t.id = s.section
                        WHERE c.holder = :holder AND c.booking_id IS NULL AND c.held_until > :now
                        ORDER BY c.performance, c.seat
                        FOR UPDATE OF c""")
                .bind("holder", holder.bytes())
                .bind("now", utc(now))
                .map((row, context) -> new Held(
                        row.getString("performance"),
                        row.getString("seat"),
                        new Price(row.getInt("price_cents"), row.getString("currency")),
                        row.getObject("held_until", OffsetDateTime.class).toInstant()))
                .list();
    }

    record Held(String performance, String seat, Price price, Instant until) {}

    boolean insertBooking(Handle handle, Holder holder, SeatBooking booking, Instant now) {
        return handle.createUpdate("""
                                INSERT INTO seat_booking
                                    (booking_id, holder, performance, seats, total_cents, currency, name, email, booked_at)
                                VALUES (:id, :holder, :performance, :seats, :total, :currency, :name, :email, :now)
                                ON CONFLICT (holder) DO NOTHING""")
                        .bind("id", booking.bookingId())
                        .bind("holder", holder.bytes())
                        .bind("performance", booking.performance().id())
                        .bindArray("seats", String.class, booking.seats().toArray())
                        .bind("total", booking.total().cents())
                        .bind("currency", booking.total().currency())
                        .bind("name", booking.name())
                        .bind("email", booking.email())
                        .bind("now", utc(now))
                        .execute()
                == 1;
    }

    int sell(Handle handle, Holder holder, String bookingId, String performance, Instant now) {
        return handle.createUpdate("""
                        UPDATE seat_claim SET booking_id = :id, held_until = NULL
                        WHERE holder = :holder AND performance = :performance
                          AND booking_id IS NULL AND held_until > :now""")
                .bind("id", bookingId)
                .bind("holder", holder.bytes())
                .bind("performance", performance)
                .bind("now", utc(now))
                .execute();
    }

    Optional<SeatBooking> bookingOf(Handle handle, Holder holder) {
        return handle.createQuery(bookings("WHERE b.holder = :owner"))
                .bind("owner", holder.bytes())
                .bind("holder", holder.bytes())
                .bind("now", utc(Instant.EPOCH))
                .map((row, context) -> booking(row))
                .findOne();
    }

    List<SeatBooking> bookingsFrom(Handle handle, Instant from, int limit) {
        return handle.createQuery(
                        bookings("WHERE p.starts_at >= :from ORDER BY p.starts_at, b.booking_id LIMIT :limit"))
                .bind("from", utc(from))
                .bind("limit", limit)
                .bind("holder", new byte[0])
                .bind("now", utc(Instant.EPOCH))
                .map((row, context) -> booking(row))
                .list();
    }

    private static String bookings(String condition) {
        return """
                SELECT b.booking_id, b.seats, b.total_cents, b.currency, b.name, b.email, b.cancelled_at,
                       p.id, p.title, p.venue, p.starts_at, %s AS seats_left
                FROM seat_booking b JOIN performance p ON p.id = b.performance
                """.formatted(LEFT) + condition;
    }

    boolean cancel(Handle handle, String bookingId, Instant now) {
        boolean cancelled = handle.createUpdate("UPDATE seat_booking SET cancelled_at = :now WHERE booking_id = :id AND"
                                + " cancelled_at IS NULL")
                        .bind("now", utc(now))
                        .bind("id", bookingId)
                        .execute()
                == 1;
        handle.createUpdate("DELETE FROM seat_claim WHERE booking_id = :id")
                .bind("id", bookingId)
                .execute();
        return cancelled;
    }

    private Performance performance(ResultSet row) throws SQLException {
        return new Performance(
                row.getString("id"),
                row.getString("title"),
                row.getString("venue"),
                row.getObject("starts_at", OffsetDateTime.class).atZoneSameInstant(zone),
                row.getInt("seats_left"));
    }

    private SeatBooking booking(ResultSet row) throws SQLException {
        return new SeatBooking(
                row.getString("booking_id"),
                performance(row),
                Arrays.asList((String[]) row.getArray("seats").getArray()),
                new Price(row.getInt("total_cents"), row.getString("currency")),
                row.getString("name"),
                row.getString("email"),
                Optional.ofNullable(row.getObject("cancelled_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
