package dev.penstock.graph;

import java.time.Duration;

/**
 * How calls that are safe to repeat are repeated after status 429, a 5xx, an error that Meta marks as transient, or a
 * broken connection.
 *
 * <p>The wait doubles from try to try, up to the longest one, and is shortened at random by up to a half. A
 * {@code Retry-After} of the answer counts instead when it is longer; if it is longer than the longest wait, the call
 * fails at once and the exception tells how long to wait.
 *
 * @param tries how often a call is tried in all, 1 to 10; default 3
 * @param firstWait the wait after the first try, positive; default 500 ms
 * @param longestWait the longest wait between two tries, not below the first; default 30 s
 */
public record RetryPolicy(int tries, Duration firstWait, Duration longestWait) {

    private static final int MOST_TRIES = 10;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public RetryPolicy {
        if (tries < 1 || tries > MOST_TRIES) {
            throw new IllegalArgumentException("A call is tried 1 to %d times, not %d.".formatted(MOST_TRIES, tries));
        }
        if (firstWait.isNegative() || firstWait.isZero() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException(
                    "The waits between tries are %s to %s: the first must be positive, the longest not below it."
                            .formatted(firstWait, longestWait));
        }
    }

    /** {@return three tries, waits from half a second to half a minute} */
    public static RetryPolicy standard() {
        return new RetryPolicy(3, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    /**
     * Returns a policy with another number of tries.
     *
     * @param tries how often a call is tried in all, 1 to 10
     * @return a copy
     */
    public RetryPolicy withTries(int tries) {
        return new RetryPolicy(tries, firstWait, longestWait);
    }

    /**
     * Returns a policy with other waits.
     *
     * @param firstWait the wait after the first try, positive
     * @param longestWait the longest wait between two tries, not below the first
     * @return a copy
     */
    public RetryPolicy withWaits(Duration firstWait, Duration longestWait) {
        return new RetryPolicy(tries, firstWait, longestWait);
    }

    /** {@return one try only} */
    public static RetryPolicy never() {
        return new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1));
    }

    /** The wait after the given try (from 1); {@code jitter} is at least 0 and below 1. */
    Duration waitAfter(int attempt, double jitter) {
        var doubled = firstWait.multipliedBy(1L << (attempt - 1));
        var capped = doubled.compareTo(longestWait) > 0 ? longestWait : doubled;
        return Duration.ofNanos((long) (capped.toNanos() * (1 - jitter / 2)));
    }
}
