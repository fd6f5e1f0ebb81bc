package dev.penstock.webhook.event;

import dev.penstock.id.FlowId;
import dev.penstock.internal.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the value of a change of the field {@code flows}; see section 4.2 of docs/reference/protocol.md. */
final class AlertReader {

    private static final BigDecimal LONGEST_MILLIS = BigDecimal.valueOf(Integer.MAX_VALUE);

    private AlertReader() {}

    static WebhookEvent read(Fields value, Optional<String> accountId, Optional<Instant> time) {
        var event = value.text("event");
        var flow = value.textOrNumber("flow_id").flatMap(AlertReader::flowId);
        if (event.isEmpty() || flow.isEmpty()) {
            return new UnreadableEvent("An alert names no event or no Flow.", value.map());
        }
        var head = new AlertHead(flow.get(), accountId, time, value.filled("message"), value.map());
        return switch (event.get()) {
            case "FLOW_STATUS_CHANGE" -> statusChange(head, value);
            case "CLIENT_ERROR_RATE" ->
                new FlowAlert.ClientErrorRate(
                        head, value.decimal("error_rate"), value.decimal("threshold"), state(value), errors(value));
            case "ENDPOINT_ERROR_RATE" ->
                new FlowAlert.EndpointErrorRate(
                        head, value.decimal("error_rate"), value.decimal("threshold"), state(value), errors(value));
            case "ENDPOINT_LATENCY" ->
                new FlowAlert.EndpointLatency(
                        head,
                        millis(value, "p90_latency"),
                        millis(value, "p50_latency"),
                        value.whole("requests_count"),
                        millis(value, "threshold"),
                        state(value));
            case "ENDPOINT_AVAILABILITY" ->
                new FlowAlert.EndpointAvailability(
                        head, value.decimal("availability"), value.decimal("threshold"), state(value));
            case "FLOW_VERSION_EXPIRY_WARNING" -> new FlowAlert.VersionExpiryWarning(head, value.filled("warning"));
            default -> new FlowAlert.UnknownAlert(head, event.get());
        };
    }

    private static WebhookEvent statusChange(AlertHead head, Fields value) {
        var status = value.text("new_status");
        if (status.isEmpty()) {
            return new UnreadableEvent("A change of a Flow's status names no new status.", value.map());
        }
        return new FlowAlert.StatusChange(
                head,
                value.filled("old_status").map(FlowStatus::parse),
                FlowStatus.parse(status.get()),
                value.filled("warning"));
    }

    private static List<AlertError> errors(Fields value) {
        return value.objects("errors").stream()
                .map(error -> {
                    var type = error.text("error_type").orElse("");
                    return new AlertError(
                            ErrorType.parse(type), type, error.decimal("error_rate"), error.decimal("error_count"));
                })
                .toList();
    }

    private static AlertState state(Fields value) {
        return AlertState.parse(value.text("alert_state").orElse(""));
    }

    private static Optional<Duration> millis(Fields value, String name) {
        return value.decimal(name)
                .filter(millis -> millis.signum() >= 0 && millis.compareTo(LONGEST_MILLIS) < 0)
                .map(millis -> Duration.ofMillis(millis.longValue()));
    }

    private static Optional<FlowId> flowId(String id) {
        try {
            return Optional.of(new FlowId(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
