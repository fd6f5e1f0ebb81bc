package dev.penstock.conformance.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether Meta would alert, if a whole window of its measurement were like this run. The thresholds are documented
 * (docs/reference/protocol.md, section 4.2): p90 of 1, 5 and 7 seconds and errors of 5, 10 and 50 % in 30 minutes,
 * availability below 90 % in 10 minutes. Meta measures from its own servers, so the way there comes on top. At which
 * numbers a Flow is throttled is not published.
 *
 * @param rate at how many requests a second
 * @param alerts the alerts, the highest threshold of each kind; empty if there would be none
 */
public record AlertRating(double rate, List<Alert> alerts) {

    private static final List<Integer> LATENCY_MILLIS = List.of(1_000, 5_000, 7_000);
    private static final List<Integer> ERROR_PERCENT = List.of(5, 10, 50);
    private static final int AVAILABILITY_PERCENT = 90;

    /**
     * One alert.
     *
     * @param event Meta's name of it
     * @param reason the measurement and the threshold, in words
     */
    public record Alert(String event, String reason) {}

    /** Copies the alerts. */
    public AlertRating {
        alerts = List.copyOf(alerts);
    }

    /**
     * Rates a result.
     *
     * @param result the result
     * @return the rating
     */
    public static AlertRating of(LoadResult result) {
        var alerts = new ArrayList<Alert>();
        double p90 = result.latency().percentileMillis(90);
        LATENCY_MILLIS.reversed().stream()
                .filter(threshold -> p90 > threshold)
                .findFirst()
                .map(threshold -> new Alert(
                        "ENDPOINT_LATENCY", "p90 is %s, over %d s".formatted(Times.words(p90), threshold / 1_000)))
                .ifPresent(alerts::add);
        double errors = result.errorPercent();
        ERROR_PERCENT.reversed().stream()
                .filter(threshold -> errors > threshold)
                .findFirst()
                .map(threshold -> new Alert(
                        "ENDPOINT_ERROR_RATE",
                        "%s %% of the requests fail, over %d %%".formatted(oneDigit(errors), threshold)))
                .ifPresent(alerts::add);
        double availability = result.availabilityPercent();
        if (availability < AVAILABILITY_PERCENT) {
            alerts.add(new Alert(
                    "ENDPOINT_AVAILABILITY",
                    "%s %% of the health checks are answered, under %d %%"
                            .formatted(oneDigit(availability), AVAILABILITY_PERCENT)));
        }
        return new AlertRating(result.plan().rate(), alerts);
    }

    /** {@return whether there would be an alert} */
    public boolean isAlert() {
        return !alerts.isEmpty();
    }

    /** {@return the rating in a sentence} */
    public String sentence() {
        var at = "At %s requests a second ".formatted(Times.number(rate));
        return isAlert()
                ? at + "you would be alerted: "
                        + String.join("; ", alerts.stream().map(Alert::reason).toList()) + "."
                : at + "you would not be alerted.";
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("alert", isAlert());
        json.put("sentence", sentence());
        json.put("alerts", alerts);
        return json;
    }

    private static String oneDigit(double percent) {
        return String.format(Locale.ROOT, "%.1f", percent);
    }
}
