package dev.penstock.examples.booking.seats;

import java.time.ZonedDateTime;

/**
 * A performance.
 *
 * @param id stands for it
 * @param title what is played
 * @param venue where
 * @param startsAt when, in the zone of the business
 * @param left how many seats are free
 */
public record Performance(String id, String title, String venue, ZonedDateTime startsAt, int left) {}
