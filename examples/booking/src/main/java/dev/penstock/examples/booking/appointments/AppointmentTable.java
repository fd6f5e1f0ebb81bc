package dev.penstock.examples.booking.appointments;

import dev.penstock.examples.booking.Contact;
import dev.penstock.examples.booking.Holder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** All SQL about appointments. Everything a person typed is a parameter. */
final class AppointmentTable {

    /** The slots between two days that are still to come, booked or not. */
    private static final String SLOTS = """
            SELECT DISTINCT slot
            FROM opening_hours o,
                 generate_series(CAST(:from AS timestamp), CAST(:to AS timestamp), interval '1 day') AS day,
                 generate_series(day + o.opens, day + o.closes - make_interval(mins => o.slot_minutes),
                                 make_interval(mins => o.slot_minutes)) AS slot
            WHERE o.department = :department AND o.location = :location
              AND o.weekday = extract(isodow FROM day)
              AND slot AT TIME ZONE :zone > :now
            """;

    private static final String FREE_SLOTS = SLOTS + """
              AND NOT EXISTS (
                  SELECT FROM appointment a
                  WHERE a.department = :department AND a.location = :location
                    AND a.starts_at = slot AT TIME ZONE :zone AND a.cancelled_at IS NULL)
            ORDER BY slot
            """;

    /** One statement, so that it happens or does not; who else may win is decided by the two unique indexes. */
    private static final String BOOK = """
            INSERT INTO appointment
                (booking_id, holder, department, location, starts_at, name, email, phone, note, booked_at)
            SELECT :bookingId, :holder, :department, :location, slot AT TIME ZONE :zone, :name, :email, :phone, :note, :now
            FROM (%s) AS open
            WHERE slot = :startsAt
            ON CONFLICT DO NOTHING
            """.formatted(SLOTS);

    private static final String APPOINTMENTS = """
            SELECT a.*, coalesce(n.name, a.department) AS department_name, l.name AS location_name,
                   (SELECT count(*) FROM attachment f WHERE f.booking_id = a.booking_id) AS attachments
            FROM appointment a
            JOIN location l ON l.id = a.location
            LEFT JOIN department_name n ON n.department = a.department AND n.language = :language
            """;

    private final ZoneId zone;
    private final String language;

    AppointmentTable(ZoneId zone, String language) {
        this.zone = zone;
        this.language = language;
    }

    List<Item> departments(Handle handle) {
        return handle.createQuery("""
                        SELECT d.id, coalesce(n.name, d.id) AS name
                        FROM department d
                        LEFT JOIN department_name n ON n.department = d.id AND n.language = :language
                        WHERE EXISTS (SELECT FROM opening_hours o WHERE o.department = d.id)
                        ORDER BY d.position, d.id""")
                .bind("language", language)
                .map((row, context) -> new Item(row.getString("id"), row.getString("name")))
                .list();
    }

    List<Item> locations(Handle handle, String department) {
        return handle.createQuery("""
                        SELECT l.id, l.name FROM location l
                        WHERE EXISTS (
                            SELECT FROM opening_hours o WHERE o.location = l.id AND o.department = :department)
                        ORDER BY l.position, l.id""")
                .bind("department", department)
                .map((row, context) -> new Item(row.getString("id"), row.getString("name")))
                .list();
    }

    List<LocalDateTime> freeSlots(
            Handle handle, String department, String location, LocalDate from, LocalDate to, Instant now) {
        return bindSlots(handle.createQuery(FREE_SLOTS), department, location, from, to, now)
                .map((row, context) -> row.getObject("slot", LocalDateTime.class))
                .list();
    }

    boolean book(Handle handle, String bookingId, Holder holder, Slot slot, Contact contact, Instant now) {
        var day = slot.startsAt().toLocalDate();
        return bindSlots(handle.createUpdate(BOOK), slot.department(), slot.location(), day, day, now)
                        .bind("bookingId", bookingId)
                        .bind("holder", holder.bytes())
                        .bind("startsAt", slot.startsAt())
                        .bind("name", contact.name())
                        .bind("email", contact.email())
                        .bind("phone", contact.phone())
                        .bind("note", contact.note())
                        .execute()
                == 1;
    }

    void attach(Handle handle, String bookingId, List<Attachment> attachments) {
        int position = 1;
        for (var attachment : attachments) {
            handle.createUpdate("""
                            INSERT INTO attachment (booking_id, position, name, media_type, content)
                            VALUES (:bookingId, :position, :name, :mediaType, :content)""")
                    .bind("bookingId", bookingId)
                    .bind("position", position++)
                    .bind("name", attachment.name())
                    .bind("mediaType", attachment.mediaType())
                    .bind("content", attachment.content())
                    .execute();
        }
    }

    List<Attachment> attachments(Handle handle, String bookingId) {
        return handle.createQuery(
                        "SELECT name, media_type, content FROM attachment WHERE booking_id = :id ORDER BY position")
                .bind("id", bookingId)
                .map((row, context) ->
                        new Attachment(row.getString("name"), row.getString("media_type"), row.getBytes("content")))
                .list();
    }

    private <S extends SqlStatement<S>> S bindSlots(
            S statement, String department, String location, LocalDate from, LocalDate to, Instant now) {
        return statement
                .bind("department", department)
                .bind("location", location)
                .bind("from", from)
                .bind("to", to)
                .bind("zone", zone.getId())
                .bind("now", now.atOffset(ZoneOffset.UTC));
    }

    Optional<Appointment> ofHolder(Handle handle, Holder holder) {
        return handle.createQuery(APPOINTMENTS + "WHERE a.holder = :holder")
                .bind("language", language)
                .bind("holder", holder.bytes())
                .map((row, context) -> appointment(row))
                .findOne();
    }

    List<Appointment> startingFrom(Handle handle, Instant from, int limit) {
        return handle.createQuery(
                        APPOINTMENTS + "WHERE a.starts_at >= :from ORDER BY a.starts_at, a.booking_id LIMIT :limit")
                .bind("language", language)
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .map((row, context) -> appointment(row))
                .list();
    }

    boolean cancel(Handle handle, String bookingId, Instant now) {
        return handle.createUpdate("UPDATE appointment SET cancelled_at = :now WHERE booking_id = :id AND"
                                + " cancelled_at IS NULL")
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .bind("id", bookingId)
                        .execute()
                == 1;
    }

    private Appointment appointment(ResultSet row) throws SQLException {
        var cancelledAt = Optional.ofNullable(row.getObject("cancelled_at", OffsetDateTime.class));
        return new Appointment(
                row.getString("booking_id"),
                row.getString("department_name"),
                row.getString("location_name"),
                row.getObject("starts_at", OffsetDateTime.class).atZoneSameInstant(zone),
                new Contact(
                        row.getString("name"), row.getString("email"), row.getString("phone"), row.getString("note")),
                row.getInt("attachments"),
                cancelledAt.map(OffsetDateTime::toInstant));
    }
}
