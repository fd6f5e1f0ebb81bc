package dev.penstock.servlet;

import dev.penstock.crypto.EncryptedRequest;
import java.time.Duration;
import java.util.Objects;

/**
 * How much a {@link PenstockServlet} takes. What the container takes, such as connections and how long one may be idle,
 * is set in the container. How many requests are decrypted at the same time is a matter of the endpoints, see {@link
 * dev.penstock.endpoint.DecryptionPermits}. Immutable and thread-safe.
 *
 * @param maxBodyBytes the largest body in bytes, 1 or more; a larger one is answered with 413, before it is read where
 *     its length is declared
 * @param maxBufferedBytes what all bodies over 64 KiB may take together in bytes, {@code maxBodyBytes} or more; beyond
 *     it 503. All smaller ones have a quarter as much for themselves
 * @param maxConcurrentRequests how many requests may be answered at the same time, 1 or more; beyond it 503 at once. A
 *     request counts from when its body is complete, so that slow uploads take no place
 * @param bodyDeadline how long a body may take to arrive, however steadily it trickles, positive; after that 408. How
 *     long nothing at all may come is a limit of the container
 */
public record ServletLimits(int maxBodyBytes, long maxBufferedBytes, int maxConcurrentRequests, Duration bodyDeadline) {

    /** Refuses what is out of range. */
    public ServletLimits {
        Objects.requireNonNull(bodyDeadline, "bodyDeadline");
        checkPositive("maxBodyBytes", maxBodyBytes);
        checkPositive("maxConcurrentRequests", maxConcurrentRequests);
        if (maxBufferedBytes < maxBodyBytes) {
            throw new IllegalArgumentException(
                    "maxBufferedBytes is %d, less than the largest body of %d: raise it, or lower maxBodyBytes."
                            .formatted(maxBufferedBytes, maxBodyBytes));
        }
        if (bodyDeadline.isZero() || bodyDeadline.isNegative()) {
            throw new IllegalArgumentException("bodyDeadline is %s: it must be positive.".formatted(bodyDeadline));
        }
    }

    /**
     * {@return the defaults} Bodies of 10 MB in clear, an eighth of the heap for large bodies, but always enough for
     * one; 1,024 requests; 15 seconds for a body.
     */
    public static ServletLimits defaults() {
        long heap = Runtime.getRuntime().maxMemory();
        return new ServletLimits(
                EncryptedRequest.MAX_BODY_BYTES,
                Math.max(heap / 8, EncryptedRequest.MAX_BODY_BYTES),
                1_024,
                Duration.ofSeconds(15));
    }

    /**
     * Returns limits with another largest body. Where all large bodies together could take less than this one, they may
     * take as much.
     *
     * @param maxBodyBytes in bytes, 1 or more
     * @return a copy
     */
    public ServletLimits withMaxBodyBytes(int maxBodyBytes) {
        return new ServletLimits(
                maxBodyBytes, Math.max(maxBufferedBytes, maxBodyBytes), maxConcurrentRequests, bodyDeadline);
    }

    /**
     * Returns limits with another bound for all large bodies together.
     *
     * @param maxBufferedBytes in bytes, {@link #maxBodyBytes()} or more
     * @return a copy
     */
    public ServletLimits withMaxBufferedBytes(long maxBufferedBytes) {
        return new ServletLimits(maxBodyBytes, maxBufferedBytes, maxConcurrentRequests, bodyDeadline);
    }

    /**
     * Returns limits with another number of concurrent requests.
     *
     * @param maxConcurrentRequests 1 or more
     * @return a copy
     */
    public ServletLimits withMaxConcurrentRequests(int maxConcurrentRequests) {
        return new ServletLimits(maxBodyBytes, maxBufferedBytes, maxConcurrentRequests, bodyDeadline);
    }

    /**
     * Returns limits with another deadline for bodies.
     *
     * @param bodyDeadline positive
     * @return a copy
     */
    public ServletLimits withBodyDeadline(Duration bodyDeadline) {
        return new ServletLimits(maxBodyBytes, maxBufferedBytes, maxConcurrentRequests, bodyDeadline);
    }

    private static void checkPositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d: it must be 1 at least.".formatted(name, value));
        }
    }
}
