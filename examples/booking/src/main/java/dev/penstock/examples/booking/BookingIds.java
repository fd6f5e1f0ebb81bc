package dev.penstock.examples.booking;

import java.util.random.RandomGenerator;

/** Makes booking ids that can be read out over the telephone: no vowels, nothing that looks like something else. */
public final class BookingIds {

    private static final String LETTERS = "2346789BCDFGHJKMPQRTVWXY";
    private static final int LENGTH = 10;

    private final RandomGenerator random;

    private BookingIds(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Creates the ids.
     *
     * @param random a secure source, so that nobody can guess another's booking
     * @return the ids
     */
    public static BookingIds of(RandomGenerator random) {
        return new BookingIds(random);
    }

    /**
     * Makes an id.
     *
     * @param prefix says what is booked, for example {@code A}
     * @return the id, for example {@code A-7KMQ2XPD4T}
     */
    public String next(String prefix) {
        var id = new StringBuilder(prefix).append('-');
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
