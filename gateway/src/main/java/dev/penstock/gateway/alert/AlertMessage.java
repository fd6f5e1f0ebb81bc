package dev.penstock.gateway.alert;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is told at once.
 *
 * @param firing what is wrong, and was not told yet or long ago
 * @param resolved what was told and is over
 */
public record AlertMessage(List<Alert> firing, List<Alert> resolved) {

    /** Copies the lists. */
    public AlertMessage {
        firing = List.copyOf(Objects.requireNonNull(firing, "firing"));
        resolved = List.copyOf(Objects.requireNonNull(resolved, "resolved"));
    }

    /** {@return whether there is nothing to tell} */
    boolean isEmpty() {
        return firing.isEmpty() && resolved.isEmpty();
    }

    /** {@return a line for the head of a message} */
    String subject() {
        if (firing.isEmpty()) {
            return "[resolved] " + first(resolved);
        }
        return "[%s] %s".formatted(worst(), first(firing));
    }

    private AlertSeverity worst() {
        return firing.stream().anyMatch(alert -> alert.severity() == AlertSeverity.CRITICAL)
                ? AlertSeverity.CRITICAL
                : AlertSeverity.WARNING;
    }

    private static String first(List<Alert> alerts) {
        var more = alerts.size() == 1 ? "" : " and %d more".formatted(alerts.size() - 1);
        return alerts.getFirst().name() + more;
    }

    /** {@return all of it, a line or two for each} */
    String text() {
        var text = new StringBuilder();
        firing.forEach(alert -> text.append("%s %s: %s\n"
                        .formatted(alert.severity().toString().toUpperCase(Locale.ROOT), alert.name(), alert.summary())
                + (alert.runbook().isEmpty() ? "" : "  what to do: %s\n".formatted(alert.runbook()))));
        resolved.forEach(alert -> text.append("RESOLVED %s: %s\n".formatted(alert.name(), alert.summary())));
        return text.toString().stripTrailing();
    }
}
