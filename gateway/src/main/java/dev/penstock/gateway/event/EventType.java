package dev.penstock.gateway.event;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A kind of event that goes out. */
public enum EventType {
    /** A person has completed a Flow. */
    FLOW_COMPLETED("flow.completed"),
    /** A phone could not use an answer. */
    FLOW_ERROR("flow.error"),
    /** Meta tells something about a Flow. */
    FLOW_ALERT("flow.alert"),
    /** A message was sent, delivered, read, or has failed. */
    MESSAGE_STATUS("message.status"),
    /** A phone number or user id of a person has changed. */
    USER_CHANGED("user.changed");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** {@return the name on the wire and in configuration} */
    public String wireName() {
        return wireName;
    }

    /**
     * Finds a kind by its name.
     *
     * @param wireName the name
     * @return the kind; empty if there is none of that name
     */
    public static Optional<EventType> of(String wireName) {
        Objects.requireNonNull(wireName, "wireName");
        return Stream.of(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    @Override
    public String toString() {
        return wireName;
    }
}
