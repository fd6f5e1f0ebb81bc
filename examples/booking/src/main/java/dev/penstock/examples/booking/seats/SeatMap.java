package dev.penstock.examples.booking.seats;

import java.util.List;

/**
 * A performance with its sections and seats, as one person sees them.
 *
 * @param performance the performance
 * @param sections in their order
 * @param seats by row and number
 */
public record SeatMap(Performance performance, List<Section> sections, List<Seat> seats) {

    /**
     * Narrows to a section.
     *
     * @param section its id
     * @return its seats
     */
    public List<Seat> seatsOf(String section) {
        return seats.stream().filter(seat -> seat.section().equals(section)).toList();
    }
}
