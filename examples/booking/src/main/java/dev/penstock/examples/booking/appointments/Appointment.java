package dev.penstock.examples.booking.appointments;

import dev.penstock.examples.booking.Contact;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A booked appointment.
 *
 * @param bookingId what people and the business call it
 * @param departmentName in the language of the person
 * @param locationName where it is
 * @param startsAt when, in the zone of the business
 * @param contact who booked
 * @param attachments how many files were added
 * @param cancelledAt when it was cancelled, if it was
 */
public record Appointment(
        String bookingId,
        String departmentName,
        String locationName,
        ZonedDateTime startsAt,
        Contact contact,
        int attachments,
        Optional<Instant> cancelledAt) {}
