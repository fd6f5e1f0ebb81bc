package dev.penstock.examples.booking.screens;

import dev.penstock.examples.booking.appointments.Choice;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/** The first screen as it came: anything may be in it. */
record ChoiceForm(
        Optional<String> trigger,
        Optional<String> department,
        Optional<String> location,
        Optional<String> date,
        Optional<String> time) {

    Choice choice() {
        return new Choice(department, location, date.flatMap(ChoiceForm::day), time.flatMap(ChoiceForm::timeOfDay));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    private static Optional<LocalTime> timeOfDay(String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
