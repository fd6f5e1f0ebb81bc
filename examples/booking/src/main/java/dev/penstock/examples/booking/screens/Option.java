package dev.penstock.examples.booking.screens;

import java.util.List;
import java.util.Optional;

/**
 * An option of a dropdown, radio button or checkbox group.
 *
 * @param id what the phone sends
 * @param title what people read, at most 30 characters
 * @param description below it
 */
record Option(String id, String title, Optional<String> description) {

    static Option of(String id, String title) {
        return new Option(id, title, Optional.empty());
    }

    /** A list needs an option even while it is disabled or hidden. */
    static List<Option> orOnly(List<Option> options, String title) {
        return options.isEmpty() ? List.of(of("-", title)) : options;
    }
}
