package dev.penstock.gateway.backend;

import dev.penstock.Action;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One question to a backend: the clear request as Meta documents it, and what the gateway knows beside it.
 *
 * <p>The array is not copied; nobody may change it. {@link #toString()} shows nothing of the contents.
 *
 * @param tenant whose endpoint it is, if the gateway serves many
 * @param flow the name of the Flow
 * @param action {@link Action#INIT}, {@link Action#DATA_EXCHANGE} or {@link Action#BACK}
 * @param screen the screen on which the person is; empty where the phone names none, as usual with {@code INIT}
 * @param body the clear request in JSON: {@code version}, {@code action}, {@code screen}, {@code data},
 *     {@code flow_token} and whatever else the phone sent
 * @param id the same for a repetition, a second tap on a screen that is answered once, and a second try: the backend's
 *     idempotency key, {@code req_} or {@code sub_} and 32 hexadecimal digits
 * @param logId the id of the request in the gateway's log
 * @param subject who the flow token was issued for, if the gateway verified that
 * @param timeLeft how long the answer is waited for, positive
 * @param traceparent the header of W3C Trace Context
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in, bytes out; equality is never asked for
public record BackendRequest(
        Optional<String> tenant,
        String flow,
        Action action,
        String screen,
        byte[] body,
        String id,
        String logId,
        Optional<String> subject,
        Duration timeLeft,
        String traceparent) {

    /** Refuses null. */
    public BackendRequest {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(logId, "logId");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(timeLeft, "timeLeft");
        Objects.requireNonNull(traceparent, "traceparent");
    }

    /**
     * Returns the same with another trace.
     *
     * @param other the header of W3C Trace Context
     * @return a copy
     */
    public BackendRequest withTraceparent(String other) {
        return new BackendRequest(tenant, flow, action, screen, body, id, logId, subject, timeLeft, other);
    }

    @Override
    public String toString() {
        return "BackendRequest[flow=%s, action=%s, logId=%s, %d bytes]".formatted(flow, action, logId, body.length);
    }
}
