package dev.penstock.examples.booking.seats;

/**
 * A seat, as one person sees it.
 *
 * @param id stands for it, for example {@code A7}
 * @param section the id of its section
 * @param row the name of its row
 * @param number its number in the row
 * @param state whether this person could take it
 */
public record Seat(String id, String section, String row, int number, State state) {

    /** Whether a person could take a seat. */
    public enum State {
        /** Nobody has it. */
        FREE,
        /** This person holds it. */
        MINE,
        /** Somebody else holds it or has bought it. */
        TAKEN
    }

    /** {@return whether this person could take it} */
    public boolean isAvailable() {
        return state != State.TAKEN;
    }
}
