package dev.penstock.spring;

import java.util.Objects;

/** Thrown at the start when Flows cannot be served as they are configured. Spring Boot prints both its sentences. */
public final class PenstockConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * Creates the exception.
     *
     * @param description what is wrong
     * @param action what to do
     */
    public PenstockConfigurationException(String description, String action) {
        super(description + " " + action);
        this.action = Objects.requireNonNull(action, "action");
    }

    /**
     * Creates the exception with the failure beneath it.
     *
     * @param description what is wrong
     * @param action what to do
     * @param cause the failure beneath
     */
    public PenstockConfigurationException(String description, String action, Throwable cause) {
        super(description + " " + action, cause);
        this.action = Objects.requireNonNull(action, "action");
    }

    /** {@return what is wrong} */
    public String description() {
        var message = String.valueOf(getMessage());
        return message.substring(0, message.length() - action.length() - 1);
    }

    /** {@return what to do} */
    public String action() {
        return action;
    }
}
