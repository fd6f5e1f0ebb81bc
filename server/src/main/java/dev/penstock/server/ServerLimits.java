package dev.penstock.server;

import dev.penstock.crypto.EncryptedRequest;
import java.time.Duration;

/**
 * How much of everything a server takes. The defaults are safe on the open internet.
 *
 * @param maxBodyBytes the largest body; a larger one is answered with 413, before it is read where its length is
 *     declared
 * @param maxBufferedBytes what all bodies over 64 KiB may take together: those of requests until they are answered,
 *     those of answers until they are sent; beyond it 503. All smaller ones have a quarter as much for themselves. To
 *     read and answer a body takes up to six times its size, so give the heap room for that
 * @param maxConcurrentRequests how many requests may be answered at the same time; beyond it 503 at once. A request
 *     counts from when its body is complete, so that slow uploads take no place
 * @param maxWaitingRequests how many of these may wait until those before them are decrypted; beyond it 503 at once. It
 * holds for the endpoints that share {@link dev.penstock.endpoint.DecryptionPermits}, which say how many are decrypted
 * at the same time
 * @param maxConnections how many connections may be open; further ones wait to be accepted
 * @param requestDeadline how long receiving and answering one request may take in all, however steadily bytes trickle;
 *     then the connection is closed
 * @param idleTimeout how long a connection may be without a complete request header; then it is closed
 * @param stopTimeout how long requests under way may take to finish when the server stops
 * @param acceptQueue how many connections may wait to be accepted, if the system allows so many (on Linux
 *     {@code net.core.somaxconn}); those beyond it try again after a second or more
 * @param drainTimeout how long requests are still served when the server is told to stop, see {@link
 *     PenstockServer#close()}; zero for not at all
 */
public record ServerLimits(
        int maxBodyBytes,
        long maxBufferedBytes,
        int maxConcurrentRequests,
        int maxWaitingRequests,
        int maxConnections,
        Duration requestDeadline,
        Duration idleTimeout,
        Duration stopTimeout,
        int acceptQueue,
        Duration drainTimeout) {

    private static final int WAITING_PER_CORE = 64;
    private static final int DEFAULT_ACCEPT_QUEUE = 1_024;
    private static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public ServerLimits {
        if (maxBodyBytes < 1
                || maxBufferedBytes < maxBodyBytes
                || maxConcurrentRequests < 1
                || maxWaitingRequests < 1
                || maxConnections < 1
                || acceptQueue < 1) {
            throw new IllegalArgumentException(
                    "Server limits must be positive, and maxBufferedBytes at least maxBodyBytes.");
        }
        if (requestDeadline.isNegative()
                || requestDeadline.isZero()
                || idleTimeout.isNegative()
                || idleTimeout.isZero()
                || stopTimeout.isNegative()
                || drainTimeout.isNegative()) {
            throw new IllegalArgumentException("The times of server limits must be positive.");
        }
    }

    /**
     * Creates limits with the default accept queue and drain timeout.
     *
     * @param maxBodyBytes the largest body
     * @param maxBufferedBytes what all bodies over 64 KiB may take together
     * @param maxConcurrentRequests how many requests may be answered at the same time
     * @param maxWaitingRequests how many of these may wait until those before them are decrypted
     * @param maxConnections how many connections may be open
     * @param requestDeadline how long one request may take in all
     * @param idleTimeout how long a connection may be without a complete request header
     * @param stopTimeout how long requests under way may take to finish when the server stops
     * @throws IllegalArgumentException if one is not positive
     */
    public ServerLimits(
            int maxBodyBytes,
            long maxBufferedBytes,
            int maxConcurrentRequests,
            int maxWaitingRequests,
            int maxConnections,
            Duration requestDeadline,
            Duration idleTimeout,
            Duration stopTimeout) {
        this(
                maxBodyBytes,
                maxBufferedBytes,
                maxConcurrentRequests,
                maxWaitingRequests,
                maxConnections,
                requestDeadline,
                idleTimeout,
                stopTimeout,
                DEFAULT_ACCEPT_QUEUE,
                DEFAULT_DRAIN_TIMEOUT);
    }

    /**
     * {@return the defaults} Bodies of 10 MB in clear, an eighth of the heap for large bodies, but always enough for
     * one; 1,024 requests, of which 64 for each core may wait; 10,000 connections, 1,024 more that
     * wait to be accepted; a deadline of 15 seconds, 30 seconds idle, 5 seconds to drain, 10 seconds to stop.
     */
    public static ServerLimits defaults() {
        long eighthOfHeap = Runtime.getRuntime().maxMemory() / 8;
        return new ServerLimits(
                EncryptedRequest.MAX_BODY_BYTES,
                Math.max(eighthOfHeap, EncryptedRequest.MAX_BODY_BYTES),
                1_024,
                WAITING_PER_CORE * Runtime.getRuntime().availableProcessors(),
                10_000,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    /**
     * Returns limits with another request deadline.
     *
     * @param requestDeadline how long one request may take in all
     * @return a copy
     */
    public ServerLimits withRequestDeadline(Duration requestDeadline) {
        return new ServerLimits(
                maxBodyBytes,
                maxBufferedBytes,
                maxConcurrentRequests,
                maxWaitingRequests,
                maxConnections,
                requestDeadline,
                idleTimeout,
                stopTimeout,
                acceptQueue,
                drainTimeout);
    }

    /**
     * Returns limits with another idle timeout.
     *
     * @param idleTimeout how long a connection may be without a complete request header
     * @return a copy
     */
    public ServerLimits withIdleTimeout(Duration idleTimeout) {
        return new ServerLimits(
                maxBodyBytes,
                maxBufferedBytes,
                maxConcurrentRequests,
                maxWaitingRequests,
                maxConnections,
                requestDeadline,
                idleTimeout,
                stopTimeout,
                acceptQueue,
                drainTimeout);
    }

    /**
     * Returns limits with another number of concurrent requests.
     *
     * @param maxConcurrentRequests how many requests may be answered at the same time
     * @return a copy
     */
    public ServerLimits withMaxConcurrentRequests(int maxConcurrentRequests) {
        return new ServerLimits(
                maxBodyBytes,
                maxBufferedBytes,
                maxConcurrentRequests,
                maxWaitingRequests,
                maxConnections,
                requestDeadline,
                idleTimeout,
                stopTimeout,
                acceptQueue,
                drainTimeout);
    }

    /**
     * Returns limits with another number of waiting requests.
     *
     * @param maxWaitingRequests how many requests may wait until those before them are decrypted
     * @return a copy
     */
    public ServerLimits withMaxWaitingRequests(int maxWaitingRequests) {
        return new ServerLimits(
                maxBodyBytes,
                maxBufferedBytes,
                maxConcurrentRequests,
                maxWaitingRequests,
                maxConnections,
                requestDeadline,
                idleTimeout,
                stopTimeout,
                acceptQueue,
                drainTimeout);
    }

    /**
     * Returns limits with another accept queue.
     *
     * @param acceptQueue how many connections may wait to be accepted
     * @return a copy
     */
    public ServerLimits withAcceptQueue(int acceptQueue) {
        return new ServerLimits(
                maxBodyBytes,
                maxBufferedBytes,
                maxConcurrentRequests,
                maxWaitingRequests,
                maxConnections,
                requestDeadline,
                idleTimeout,
                stopTimeout,
                acceptQueue,
                drainTimeout);
    }

    /**
     * Returns limits with another drain timeout.
     *
     * @param drainTimeout how long requests are still served when the server is told to stop
     * @return a copy
     */
    public ServerLimits withDrainTimeout(Duration drainTimeout) {
        return new ServerLimits(
                maxBodyBytes,
                maxBufferedBytes,
                maxConcurrentRequests,
                maxWaitingRequests,
                maxConnections,
                requestDeadline,
                idleTimeout,
                stopTimeout,
                acceptQueue,
                drainTimeout);
    }
}
