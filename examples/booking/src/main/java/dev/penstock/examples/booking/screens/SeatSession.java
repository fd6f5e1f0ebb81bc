package dev.penstock.examples.booking.screens;

import java.util.Optional;

/** What is remembered of a person between two screens. Which seats they hold is not here but in the seat plan. */
record SeatSession(
        Optional<String> performance, Optional<String> section, Optional<String> name, Optional<String> email) {

    static final SeatSession EMPTY =
            new SeatSession(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    SeatSession withPerformance(String id) {
        return new SeatSession(Optional.of(id), Optional.empty(), name, email);
    }

    SeatSession withSection(Optional<String> id) {
        return new SeatSession(performance, id, name, email);
    }

    SeatSession withBuyer(String buyer, String address) {
        return new SeatSession(performance, section, Optional.of(buyer), Optional.of(address));
    }
}
