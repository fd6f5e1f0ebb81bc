package dev.penstock.simulator.phone;

import java.util.Map;
import java.util.Optional;

/** Something a person does on the phone. Components are named by the {@code key} that the view gave them. */
public sealed interface PhoneEvent {

    /** Taps the button of the Flow message in the chat. */
    record Open() implements PhoneEvent {}

    /** Closes the Flow. The endpoint hears nothing of it. */
    record Close() implements PhoneEvent {}

    /** Goes back one screen. */
    record Back() implements PhoneEvent {}

    /** Tries again what failed. */
    record Retry() implements PhoneEvent {}

    /**
     * Types a text or chooses a date.
     *
     * @param key the component
     * @param value a text; for a range of days an object with {@code start} and {@code end}
     */
    record Change(String key, Object value) implements PhoneEvent {
        @Override
        public String toString() {
            return "Change[key=" + key + "]";
        }
    }

    /**
     * Leaves a field, which is when the phone tells what is wrong with it.
     *
     * @param key the component
     */
    record Leave(String key) implements PhoneEvent {}

    /**
     * Selects or unselects an option.
     *
     * @param key the component
     * @param option the option's ID; empty for an opt-in
     * @param isOn whether it is selected now
     */
    record Select(String key, String option, boolean isOn) implements PhoneEvent {}

    /**
     * Taps a button, a link, or an item of a list.
     *
     * @param key the component
     * @param item the item's ID, for a list
     */
    record Tap(String key, Optional<String> item) implements PhoneEvent {}

    /**
     * Removes a chosen file.
     *
     * @param key the picker
     * @param file the file's media ID
     */
    record Remove(String key, String file) implements PhoneEvent {}

    /**
     * Reads an event as the page sends it.
     *
     * @param event a JSON object with {@code type} and what belongs to it
     * @return the event
     * @throws IllegalArgumentException if it is none
     */
    static PhoneEvent parse(Map<String, Object> event) {
        return switch (text(event, "type")) {
            case "open" -> new Open();
            case "close" -> new Close();
            case "back" -> new Back();
            case "retry" -> new Retry();
            case "change" -> new Change(text(event, "key"), event.getOrDefault("value", ""));
            case "leave" -> new Leave(text(event, "key"));
            case "select" ->
                new Select(text(event, "key"), text(event, "option"), Boolean.TRUE.equals(event.get("on")));
            case "tap" ->
                new Tap(
                        text(event, "key"),
                        event.get("item") instanceof String item ? Optional.of(item) : Optional.empty());
            case "remove" -> new Remove(text(event, "key"), text(event, "file"));
            default -> throw new IllegalArgumentException("The phone knows no event of this type.");
        };
    }

    private static String text(Map<String, Object> event, String name) {
        if (event.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("An event of the phone needs the text '%s'.".formatted(name));
    }
}
