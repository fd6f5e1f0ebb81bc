package dev.penstock.event;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * A step on the way of a request, which has just come to its end, whatever came of it. Steps tell where the time of a
 * request goes; what was decided in them is told by {@link EndpointEvent events}. The decryption and the handler are
 * events of their own, {@link EndpointEvent.Opened} and {@link EndpointEvent.Handled}.
 *
 * @param request what is known of the request
 * @param name which step it was
 * @param elapsed how long it took, zero or more
 */
public record RequestStep(RequestLabels request, Name name, Duration elapsed) {

    /** Refuses null. */
    public RequestStep {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /** The steps, in the order in which they are taken. */
    public enum Name {
        /** The signature of the request is verified. */
        VERIFY,
        /** The replay guard is asked, for the request or for the submission; also while it waits for an answer. */
        GUARD,
        /** The answer of the handler is checked against the Flow JSON, and written down. */
        CHECK,
        /** The answer is sealed. */
        SEAL,
        /** The replay guard keeps the answer. */
        KEEP;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** {@return the name in lower case, as spans have it} */
        @Override
        public String toString() {
            return text;
        }
    }
}
