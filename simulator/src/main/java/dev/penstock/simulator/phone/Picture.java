package dev.penstock.simulator.phone;

/**
 * An image that the page shows.
 *
 * @param bytes the image; not to be changed
 * @param type its type as its first bytes tell, such as {@code image/png}
 */
@SuppressWarnings("ArrayRecordComponent") // equality is never asked for
public record Picture(byte[] bytes, String type) {}
