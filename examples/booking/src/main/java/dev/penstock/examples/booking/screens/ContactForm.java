package dev.penstock.examples.booking.screens;

import dev.penstock.examples.booking.Contact;
import dev.penstock.examples.booking.Contact.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a person typed about themselves, as it came. */
record ContactForm(Optional<String> name, Optional<String> email, Optional<String> phone, Optional<String> note) {

    static final ContactForm EMPTY =
            new ContactForm(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static ContactForm of(Contact contact) {
        return new ContactForm(
                Optional.of(contact.name()),
                Optional.of(contact.email()),
                Optional.of(contact.phone()),
                Optional.of(contact.note()));
    }

    Contact.Check check() {
        return Contact.check(name.orElse(""), email.orElse(""), phone.orElse(""), note.orElse(""));
    }

    /** What can be shown again: not what could not even be written as JSON. */
    ContactForm without(Map<String, Problem> problems) {
        return new ContactForm(
                name.filter(text -> problems.get("name") != Problem.UNUSABLE_CHARACTERS),
                email.filter(text -> problems.get("email") != Problem.UNUSABLE_CHARACTERS),
                phone.filter(text -> problems.get("phone") != Problem.NOT_WELL_FORMED),
                note.filter(text -> problems.get("note") != Problem.UNUSABLE_CHARACTERS));
    }

    static Map<String, String> messages(Map<String, Problem> problems, Texts texts) {
        var messages = new LinkedHashMap<String, String>();
        problems.forEach((field, problem) -> messages.put(
                field,
                texts.text(
                        switch (problem) {
                            case MISSING -> "missing";
                            case TOO_LONG -> "too-long";
                            case UNUSABLE_CHARACTERS -> "unusable-characters";
                            case NOT_WELL_FORMED -> "not-well-formed";
                        })));
        return messages;
    }
}
