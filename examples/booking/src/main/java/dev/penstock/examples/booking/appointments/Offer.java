package dev.penstock.examples.booking.appointments;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * What can be chosen, given what has been chosen: each list is empty until the choice before it is made.
 *
 * @param choice what has been chosen and still can be; the rest was dropped
 * @param departments all departments
 * @param locations where the chosen department is
 * @param dates the days with a free slot there
 * @param times the free slots of the chosen day
 */
public record Offer(
        Choice choice, List<Item> departments, List<Item> locations, List<LocalDate> dates, List<LocalTime> times) {}
