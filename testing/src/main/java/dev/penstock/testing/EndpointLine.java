package dev.penstock.testing;

import java.time.Duration;
import java.util.Map;

/**
 * The phone's line to an endpoint: takes a clear request, encrypts, signs and posts it, and opens the answer. The phone
 * decides what to ask and what to make of the answer; the line decides nothing.
 *
 * <p>Implementations must be safe for use by several threads.
 */
public interface EndpointLine {

    /** How long WhatsApp waits for an answer: 10 seconds (docs/reference/protocol.md, section 1.1). */
    Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * Sends one request and waits for its answer. Never throws: whatever goes wrong is an outcome.
     *
     * @param request the clear request, with {@code action}, {@code flow_token} and the rest
     * @param timeout how long to wait in all
     * @return what happened
     */
    Exchange send(Map<String, Object> request, Duration timeout);

    /**
     * Fetches the business public key again, as WhatsApp does after a 421. Does nothing where there is only one key.
     */
    default void refreshKey() {}
}
