package dev.penstock.examples.booking.seats;

/**
 * An amount of money.
 *
 * @param cents hundredths of the currency
 * @param currency three letters, ISO 4217
 */
public record Price(int cents, String currency) {}
