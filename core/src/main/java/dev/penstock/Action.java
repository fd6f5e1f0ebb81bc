package dev.penstock;

import java.util.Locale;

/** What a {@link ScreenRequest} asks for; the wire value of {@code action}. */
public enum Action {
    /** {@code INIT}: the person opens the Flow. */
    INIT("INIT"),
    /** {@code data_exchange}: the person submits a screen, or chooses something on it. */
    DATA_EXCHANGE("data_exchange"),
    /** {@code BACK}: the person goes back from a screen with {@code refresh_on_back}. */
    BACK("BACK");

    private final String wireValue;

    Action(String wireValue) {
        this.wireValue = wireValue;
    }

    /** {@return the value on the wire} */
    public String wireValue() {
        return wireValue;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
