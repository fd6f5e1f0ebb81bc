package dev.penstock;

import java.util.Map;
import java.util.Objects;

/**
 * The next screen response: a screen and its data. Immutable; each {@code with} returns a copy.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows", next screen response.
 *
 * @param screen the id of the screen
 * @param data the data of the screen, as its model in the Flow JSON declares it
 */
public record NextScreen(String screen, FlowData data) implements FlowResponse {

    /** The field whose text the phone shows as a short message on the screen. */
    public static final String ERROR_MESSAGE = "error_message";

    /** The field that by convention holds the messages of single inputs, by name. */
    public static final String ERROR_MESSAGES = "error_messages";

    /**
     * The name that ends a Flow on the wire, {@value}; no screen can have it. Source: Meta, "Implementing Endpoint for
     * Flows".
     */
    public static final String SUCCESS = "SUCCESS";

    /**
     * Checks the screen's id and the data.
     *
     * @throws IllegalArgumentException if the id is empty or {@code SUCCESS}, or the data of a request that holds
     *     {@code null} is given back
     */
    public NextScreen {
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(data, "data");
        data = FlowData.from(data);
        if (screen.isEmpty()) {
            throw new IllegalArgumentException("A next screen response needs the id of a screen.");
        }
        if (screen.equals(SUCCESS)) {
            throw new IllegalArgumentException(
                    "SUCCESS is not a screen: to end the Flow return request.complete(...).");
        }
    }

    /**
     * Names the next screen, without data.
     *
     * @param screen the id of the screen
     * @return the response
     */
    public static NextScreen of(String screen) {
        Objects.requireNonNull(screen, "screen");
        return new NextScreen(screen, FlowData.empty());
    }

    /**
     * Adds a field.
     *
     * @param name its name
     * @param value a text, number, boolean, list, map, record, date or enum constant
     * @return a copy
     */
    public NextScreen with(String name, Object value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        return new NextScreen(screen, data.with(name, value));
    }

    /**
     * Adds all fields of a record or map.
     *
     * @param fields see {@link FlowData#from}
     * @return a copy
     */
    public NextScreen with(Object fields) {
        Objects.requireNonNull(fields, "fields");
        return new NextScreen(screen, data.with(FlowData.from(fields)));
    }

    /**
     * Adds a message, which the phone shows on the screen for a short while, once: it is not part of the screen's data,
     * so it need not be taken back.
     *
     * @param text the text for the person
     * @return a copy
     */
    public NextScreen withErrorMessage(String text) {
        Objects.requireNonNull(text, "text");
        return with(ERROR_MESSAGE, text);
    }

    /**
     * Adds messages for single inputs in the field {@value #ERROR_MESSAGES}. The phone shows them only if the Flow JSON
     * binds them: {@code "error-messages": "${data.error_messages}"} on the form.
     *
     * <p>A phone may keep what a screen had before and put an answer on top of it, so messages go away only by an
     * answer that has the field, empty. Give it, empty, among the data of the screen: {@link FlowBuilder#screen}.
     *
     * @param byInput the text for the person by the name of the input
     * @return a copy
     */
    public NextScreen withFieldErrors(Map<String, String> byInput) {
        Objects.requireNonNull(byInput, "byInput");
        return with(ERROR_MESSAGES, byInput);
    }

    /**
     * Adds data beneath: where both have a field, the one of this answer stays.
     *
     * @param below what a screen shows anyhow, for example from {@link FlowBuilder#screen}
     * @return a copy
     */
    public NextScreen onTopOf(FlowData below) {
        return new NextScreen(screen, Objects.requireNonNull(below, "below").with(data));
    }
}
