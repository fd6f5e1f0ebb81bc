package dev.penstock.examples.booking.seats;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Seats kept for one person for a short while.
 *
 * @param performance the performance
 * @param seats the ids of the seats
 * @param total what they cost together
 * @param until when the hold ends, in the zone of the business
 */
public record Hold(Performance performance, List<String> seats, Price total, ZonedDateTime until) {

    /**
     * Tells how much time is left.
     *
     * @param now the time
     * @return zero or more
     */
    public Duration left(Instant now) {
        var left = Duration.between(now, until.toInstant());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
