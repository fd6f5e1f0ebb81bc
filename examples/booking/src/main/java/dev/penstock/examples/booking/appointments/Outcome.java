package dev.penstock.examples.booking.appointments;

/** What came of booking a slot. */
public sealed interface Outcome {

    /**
     * The appointment of this holder, made now or before.
     *
     * @param appointment the appointment, which may have been cancelled since
     */
    record Booked(Appointment appointment) implements Outcome {}

    /** Somebody else has the slot, or it is not on offer. */
    record Taken() implements Outcome {}
}
