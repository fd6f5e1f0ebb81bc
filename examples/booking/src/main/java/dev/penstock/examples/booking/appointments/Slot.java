package dev.penstock.examples.booking.appointments;

import java.time.LocalDateTime;

/**
 * A time for one person, in one department at one location.
 *
 * @param department the id of the department
 * @param location the id of the location
 * @param startsAt when, in the zone of the business
 */
public record Slot(String department, String location, LocalDateTime startsAt) {

    /** {@return one text for the whole slot} */
    public String id() {
        return department + "|" + location + "|" + startsAt;
    }
}
