package dev.penstock.examples.booking.screens;

import dev.penstock.examples.booking.Contact;
import dev.penstock.examples.booking.appointments.Choice;
import java.util.Optional;

/** What is remembered of a person between two screens. */
record AppointmentSession(Choice choice, Optional<Contact> contact) {

    static final AppointmentSession EMPTY = new AppointmentSession(Choice.NOTHING, Optional.empty());

    AppointmentSession with(Choice choice) {
        return new AppointmentSession(choice, contact);
    }

    AppointmentSession with(Contact contact) {
        return new AppointmentSession(choice, Optional.of(contact));
    }
}
