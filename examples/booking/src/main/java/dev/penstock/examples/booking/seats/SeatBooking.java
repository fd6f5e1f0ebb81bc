package dev.penstock.examples.booking.seats;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Seats that were bought.
 *
 * @param bookingId what people and the business call it
 * @param performance the performance
 * @param seats the ids of the seats
 * @param total what they cost together
 * @param name who comes
 * @param email empty if none was given
 * @param cancelledAt when it was cancelled, if it was
 */
public record SeatBooking(
        String bookingId,
        Performance performance,
        List<String> seats,
        Price total,
        String name,
        String email,
        Optional<Instant> cancelledAt) {}
