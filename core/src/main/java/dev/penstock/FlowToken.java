package dev.penstock;

import java.util.Objects;
import java.util.Optional;

/**
 * The flow token of a request: the text that the business gave with the message that opened the Flow.
 *
 * <p>It may be absent, and it is {@code "unused"} where the sender gave none; such a token identifies nobody.
 * {@link #toString()} does not show the token.
 *
 * @param value the text, empty if the request has none
 * @param subject who the token was issued for, if the endpoint verifies tokens of {@link
 *     dev.penstock.trust.FlowTokens}; otherwise empty
 */
public record FlowToken(String value, Optional<String> subject) {

    /** The token of a request that has none. */
    public static final FlowToken ABSENT = of("");

    /** What Meta puts where the sender of the message gave no token. */
    public static final String UNUSED = "unused";

    /** Refuses null. */
    public FlowToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(subject, "subject");
    }

    /**
     * Makes a token that has not been verified.
     *
     * @param value the text
     * @return the token
     */
    public static FlowToken of(String value) {
        Objects.requireNonNull(value, "value");
        return new FlowToken(value, Optional.empty());
    }

    /** {@return whether there is a token that the sender of the message chose, which may tell people apart} */
    public boolean isPresent() {
        return !value.isEmpty() && !value.equals(UNUSED);
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "FlowToken[absent]" : "FlowToken[hidden]";
    }
}
