package dev.penstock.examples.booking.seats;

/**
 * A section of a performance's seats.
 *
 * @param id stands for it
 * @param name in the language of the person
 * @param price of one seat
 * @param left how many seats this person could take
 */
public record Section(String id, String name, Price price, int left) {}
