package dev.penstock.examples.booking.appointments;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * How far somebody has come in choosing a slot; each part makes sense only with those before it.
 *
 * @param department the id of a department
 * @param location the id of a location
 * @param date the day, in the zone of the business
 * @param time the time of day, in the zone of the business
 */
public record Choice(
        Optional<String> department, Optional<String> location, Optional<LocalDate> date, Optional<LocalTime> time) {

    /** Nothing is chosen. */
    public static final Choice NOTHING =
            new Choice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** {@return the slot, if everything is chosen} */
    public Optional<Slot> slot() {
        return department.flatMap(d ->
                location.flatMap(l -> date.flatMap(day -> time.map(t -> new Slot(d, l, day.atTime(t))))));
    }
}
