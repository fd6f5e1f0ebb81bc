package dev.penstock.gateway.backend;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Hears of every question to a backend; called on the thread that asked, so it must be quick and thread-safe. */
@FunctionalInterface
public interface BackendListener {

    /**
     * Hears that a backend was asked.
     *
     * @param asked what came of it; holds nothing of contents
     */
    void on(Asked asked);

    /**
     * A question and what came of it.
     *
     * @param tenant whose endpoint it is, if the gateway serves many
     * @param flow the name of the Flow
     * @param logId the id of the request in the gateway's log
     * @param failure why there is no answer; empty if there is one
     * @param elapsed since it was asked
     */
    record Asked(
            Optional<String> tenant,
            String flow,
            String logId,
            Optional<BackendException.Reason> failure,
            Duration elapsed) {

        /** Refuses null. */
        public Asked {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(flow, "flow");
            Objects.requireNonNull(logId, "logId");
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(elapsed, "elapsed");
        }
    }
}
