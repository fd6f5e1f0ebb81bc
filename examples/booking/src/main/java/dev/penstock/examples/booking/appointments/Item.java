package dev.penstock.examples.booking.appointments;

/**
 * Something to choose.
 *
 * @param id what stands for it
 * @param name what people read
 */
public record Item(String id, String name) {}
