package dev.penstock.gateway.config;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times and sizes in words: {@code 500ms}, {@code 8s}, {@code 14MB}. */
final class Units {

    static final String TIME_PATTERN = "[0-9]{1,9}(ms|s|m|h|d)";
    static final String SIZE_PATTERN = "[0-9]{1,12}(B|kB|KB|MB|GB|KiB|MiB|GiB)";

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,12}) ?([A-Za-z]{0,3})");

    private static final Map<String, Duration> TIMES = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private static final Map<String, Long> SIZES = Map.of(
            "B", 1L,
            "kB", 1_000L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    private Units() {}

    static Optional<Duration> time(String text) {
        var parts = NUMBER_AND_UNIT.matcher(text);
        if (!parts.matches()
                || !TIMES.containsKey(parts.group(2))
                || parts.group(1).length() > 9) {
            return Optional.empty();
        }
        return Optional.ofNullable(TIMES.get(parts.group(2)))
                .map(unit -> unit.multipliedBy(Long.parseLong(parts.group(1))));
    }

    static Optional<Long> size(String text) {
        var parts = NUMBER_AND_UNIT.matcher(text);
        if (!parts.matches() || (parts.group(1).length() > 9 && !parts.group(2).equals("B"))) {
            return Optional.empty();
        }
        return Optional.ofNullable(SIZES.get(parts.group(2))).map(unit -> unit * Long.parseLong(parts.group(1)));
    }

    /** A time in the shortest words. */
    static String words(Duration time) {
        for (var unit : new String[] {"d", "h", "m", "s", "ms"}) {
            long millis = Objects.requireNonNull(TIMES.get(unit)).toMillis();
            if (time.toMillis() % millis == 0 && (time.toMillis() > 0 || unit.equals("s"))) {
                return time.toMillis() / millis + unit;
            }
        }
        return time.toMillis() + "ms";
    }

    private static long size(String unit, long count) {
        return count * Objects.requireNonNull(SIZES.get(unit));
    }

    /** A size in the shortest words. */
    static String words(long bytes) {
        for (var unit : new String[] {"GiB", "GB", "MiB", "MB", "KiB", "KB"}) {
            if (bytes > 0 && bytes % size(unit, 1) == 0) {
                return bytes / size(unit, 1) + unit;
            }
        }
        return bytes + "B";
    }
}
