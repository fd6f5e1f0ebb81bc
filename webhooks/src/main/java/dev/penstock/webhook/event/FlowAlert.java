package dev.penstock.webhook.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Meta tells something about a Flow: a webhook of the field {@code flows}.
 *
 * <p>An alert about a metric comes when a threshold is crossed upward and again on recovery. Source: Meta, "Flows
 * Webhooks".
 */
public sealed interface FlowAlert extends WebhookEvent {

    /** {@return Flow, account, time and text} */
    AlertHead head();

    @Override
    default Map<String, Object> raw() {
        return head().raw();
    }

    /**
     * The Flow has another state; also told at its creation, then without an old one.
     *
     * @param head what every alert has
     * @param oldStatus the state before
     * @param newStatus the state now
     * @param warning a warning, such as that the version of the Flow JSON is about to freeze
     */
    record StatusChange(AlertHead head, Optional<FlowStatus> oldStatus, FlowStatus newStatus, Optional<String> warning)
            implements FlowAlert {}

    /**
     * Screens go wrong on phones; thresholds 5, 10 and 50 per cent within an hour.
     *
     * @param head what every alert has
     * @param rate the error rate in per cent
     * @param threshold the threshold in per cent
     * @param state crossed or recovered
     * @param errors the kinds of errors
     */
    record ClientErrorRate(
            AlertHead head,
            Optional<BigDecimal> rate,
            Optional<BigDecimal> threshold,
            AlertState state,
            List<AlertError> errors)
            implements FlowAlert {

        /** Copies the list. */
        public ClientErrorRate {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Requests to the endpoint go wrong; thresholds 5, 10 and 50 per cent within half an hour.
     *
     * @param head what every alert has
     * @param rate the error rate in per cent
     * @param threshold the threshold in per cent
     * @param state crossed or recovered
     * @param errors the kinds of errors
     */
    record EndpointErrorRate(
            AlertHead head,
            Optional<BigDecimal> rate,
            Optional<BigDecimal> threshold,
            AlertState state,
            List<AlertError> errors)
            implements FlowAlert {

        /** Copies the list. */
        public EndpointErrorRate {
            errors = List.copyOf(errors);
        }
    }

    /**
     * The endpoint is slow; thresholds 1, 5 and 7 seconds within half an hour.
     *
     * @param head what every alert has
     * @param p90 the time within which 90 per cent of requests were answered
     * @param p50 the time within which half of them were answered
     * @param requests how many requests there were
     * @param threshold the threshold for {@code p90}
     * @param state crossed or recovered
     */
    record EndpointLatency(
            AlertHead head,
            Optional<Duration> p90,
            Optional<Duration> p50,
            OptionalInt requests,
            Optional<Duration> threshold,
            AlertState state)
            implements FlowAlert {}

    /**
     * The endpoint does not answer health checks; threshold 90 per cent within ten minutes.
     *
     * @param head what every alert has
     * @param availability the share of health checks that were answered, in per cent
     * @param threshold the threshold in per cent
     * @param state crossed or recovered
     */
    record EndpointAvailability(
            AlertHead head, Optional<BigDecimal> availability, Optional<BigDecimal> threshold, AlertState state)
            implements FlowAlert {}

    /**
     * A Flow was sent whose version is about to expire.
     *
     * @param head what every alert has
     * @param warning what Meta says
     */
    record VersionExpiryWarning(AlertHead head, Optional<String> warning) implements FlowAlert {}

    /**
     * An alert that Meta did not have when this was written.
     *
     * @param head what every alert has
     * @param event Meta's word for it
     */
    record UnknownAlert(AlertHead head, String event) implements FlowAlert {}
}
