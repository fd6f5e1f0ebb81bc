package dev.penstock.simulator.phone.scenario;

/**
 * A scenario cannot be read, or asks for something that is not on the screen. The message says what, without user data.
 */
public final class ScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ScenarioException(String message) {
        super(message);
    }
}
