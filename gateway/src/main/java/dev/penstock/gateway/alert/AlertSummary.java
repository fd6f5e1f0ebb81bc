package dev.penstock.gateway.alert;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills the places of a summary, as Prometheus does. */
final class AlertSummary {

    private static final Pattern PLACE =
            Pattern.compile("\\{\\{\\s*(?:\\$labels\\.([a-z_]+)|\\$value(?:\\s*\\|\\s*([a-zA-Z]+))?)\\s*}}");

    private AlertSummary() {}

    static String fill(String summary, Map<String, String> labels, double value) {
        return PLACE.matcher(summary).replaceAll(place -> {
            var label = place.group(1);
            return Matcher.quoteReplacement(
                    label == null ? value(place.group(2), value) : labels.getOrDefault(label, ""));
        });
    }

    private static String value(@Nullable String form, double value) {
        return switch (form == null ? "" : form) {
            case "humanizePercentage" -> String.format(Locale.ROOT, "%.1f %%", value * 100);
            case "humanizeDuration" -> duration(value);
            default -> String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
        };
    }

    private static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 7_200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }
}
