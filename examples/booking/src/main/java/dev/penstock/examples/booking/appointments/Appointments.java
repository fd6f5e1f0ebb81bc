package dev.penstock.examples.booking.appointments;

import dev.penstock.examples.booking.BookingIds;
import dev.penstock.examples.booking.Contact;
import dev.penstock.examples.booking.Holder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The rules of the calendar: what can be chosen, and who gets a slot.
 *
 * <p>A holder books once. A second try, for whatever slot, finds the first booking, so a repeated submission is
 * harmless. Thread-safe.
 */
public final class Appointments {

    /** How many days ahead slots are offered: 30. */
    public static final int DAYS_AHEAD = 30;

    private final Jdbi jdbi;
    private final AppointmentTable table;
    private final InstantSource clock;
    private final ZoneId zone;
    private final BookingIds ids;

    private Appointments(Jdbi jdbi, AppointmentTable table, InstantSource clock, ZoneId zone, BookingIds ids) {
        this.jdbi = jdbi;
        this.table = table;
        this.clock = clock;
        this.zone = zone;
        this.ids = ids;
    }

    /**
     * Opens the calendar.
     *
     * @param jdbi the database
     * @param clock tells what is past
     * @param zone the zone of the business, in which opening hours are
     * @param language of the names of departments, {@code en} or {@code es}
     * @param ids makes booking ids
     * @return the appointments
     */
    public static Appointments of(Jdbi jdbi, InstantSource clock, ZoneId zone, String language, BookingIds ids) {
        return new Appointments(jdbi, new AppointmentTable(zone, language), clock, zone, ids);
    }

    /**
     * Narrows what can be chosen. What cannot be chosen any more, or never could, is dropped from the choice, and all
     * that depends on it.
     *
     * @param wanted what somebody has chosen so far, in whatever state
     * @return what is on offer now
     */
    public Offer offer(Choice wanted) {
        return jdbi.withHandle(handle -> {
            var departments = table.departments(handle);
            var department = wanted.department().filter(id -> has(departments, id));
            var locations = department.map(id -> table.locations(handle, id)).orElse(List.of());
            var location = wanted.location().filter(id -> has(locations, id));
            var now = clock.instant();
            var today = now.atZone(zone).toLocalDate();
            var slots = location.map(id -> table.freeSlots(
                            handle, department.orElseThrow(), id, today, today.plusDays(DAYS_AHEAD), now))
                    .orElse(List.of());
            var dates =
                    slots.stream().map(LocalDateTime::toLocalDate).distinct().toList();
            var date = wanted.date().filter(dates::contains);
            var times = slots.stream()
                    .filter(slot -> date.filter(slot.toLocalDate()::equals).isPresent())
                    .map(LocalDateTime::toLocalTime)
                    .toList();
            var time = wanted.time().filter(times::contains);
            return new Offer(new Choice(department, location, date, time), departments, locations, dates, times);
        });
    }

    private static boolean has(List<Item> items, String id) {
        return items.stream().anyMatch(item -> item.id().equals(id));
    }

    /**
     * Books a slot.
     *
     * @param holder whose booking it is
     * @param slot the slot
     * @param contact who comes
     * @param attachments the files of the person, at most {@link Attachment#MAX_FILES}; they are stored with the
     *     booking or not at all, and a booking that was made before keeps its own
     * @return the booking of this holder, or that the slot is gone
     */
    public Outcome book(Holder holder, Slot slot, Contact contact, List<Attachment> attachments) {
        var bookingId = ids.next("A");
        return jdbi.inTransaction(handle -> {
            if (table.book(handle, bookingId, holder, slot, contact, clock.instant())) {
                table.attach(handle, bookingId, attachments);
            }
            return table.ofHolder(handle, holder)
                    .<Outcome>map(Outcome.Booked::new)
                    .orElseGet(Outcome.Taken::new);
        });
    }

    /**
     * Looks for the booking of a holder.
     *
     * @param holder the holder
     * @return the booking, cancelled or not
     */
    public Optional<Appointment> ofHolder(Holder holder) {
        return jdbi.withHandle(handle -> table.ofHolder(handle, holder));
    }

    /**
     * Lists bookings by time.
     *
     * @param from the earliest start
     * @param limit how many at most
     * @return the bookings, cancelled ones included
     */
    public List<Appointment> list(Instant from, int limit) {
        return jdbi.withHandle(handle -> table.startingFrom(handle, from, limit));
    }

    /**
     * Reads the files of a booking.
     *
     * @param bookingId the id
     * @return the files, in the order in which they were chosen; empty if there are none, or no such booking
     */
    public List<Attachment> attachments(String bookingId) {
        return jdbi.withHandle(handle -> table.attachments(handle, bookingId));
    }

    /**
     * Cancels a booking; its slot is free from then on.
     *
     * @param bookingId the id
     * @return whether there was such a booking, not cancelled before
     */
    public boolean cancel(String bookingId) {
        return jdbi.withHandle(handle -> table.cancel(handle, bookingId, clock.instant()));
    }
}
