package dev.penstock.gateway.backend;

import java.time.Duration;
import java.util.Objects;

/**
 * When a backend that fails is left alone: after so many failures among the last requests, for a while; then one
 * request tries it again. A failure is a connection that cannot be made or breaks, an answer that is late, or a status
 * of 500 or above.
 *
 * @param failures how many of the last requests have to fail, at least 1
 * @param of how many requests are looked back at, at least {@code failures}
 * @param openFor how long nothing is sent, positive
 */
public record BackendBreaker(int failures, int of, Duration openFor) {

    /** 10 of the last 20, for 10 seconds. */
    public static final BackendBreaker DEFAULT = new BackendBreaker(10, 20, Duration.ofSeconds(10));

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public BackendBreaker {
        Objects.requireNonNull(openFor, "openFor");
        if (failures < 1 || of < failures || openFor.toMillis() < 1) {
            throw new IllegalArgumentException(
                    ("A breaker opens after at least 1 failure among at least as many requests, for a positive time;"
                                    + " not after %d of %d for %s.")
                            .formatted(failures, of, openFor));
        }
    }
}
