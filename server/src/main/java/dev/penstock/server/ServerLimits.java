package dev.penstock.server;

import dev.penstock.crypto.EncryptedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How much of everything a server takes. The {@linkplain #defaults() defaults} are safe on the open internet; {@code
 * with…} returns a copy that differs in one limit. Immutable and thread-safe.
 */
public final class ServerLimits {

    private static final int WAITING_PER_CORE = 64;

    private final Values values;

    private ServerLimits(Values values) {
        this.values = values;
    }

    /**
     * {@return the defaults} Bodies of 10 MB in clear, an eighth of the heap for large bodies, but always enough for
     * one; 1,024 requests, of which 64 for each core may wait; 10,000 connections, 1,024 more that wait to be accepted;
     * a deadline of 15 seconds, 30 seconds idle, 5 seconds to drain, 10 seconds to stop.
     */
    public static ServerLimits defaults() {
        return new ServerLimits(new Values());
    }

    /** {@return the largest body, in bytes} */
    public int maxBodyBytes() {
        return values.maxBodyBytes;
    }

    /** {@return what all bodies over 64 KiB may take together, in bytes} */
    public long maxBufferedBytes() {
        return values.maxBufferedBytes;
    }

    /** {@return how many requests may be answered at the same time} */
    public int maxConcurrentRequests() {
        return values.maxConcurrentRequests;
    }

    /** {@return how many of these may wait until those before them are decrypted} */
    public int maxWaitingRequests() {
        return values.maxWaitingRequests;
    }

    /** {@return how many connections may be open} */
    public int maxConnections() {
        return values.maxConnections;
    }

    /** {@return how long receiving and answering one request may take in all} */
    public Duration requestDeadline() {
        return values.requestDeadline;
    }

    /** {@return how long a connection may be without a complete request header} */
    public Duration idleTimeout() {
        return values.idleTimeout;
    }

    /** {@return how long requests under way may take to finish when the server stops} */
    public Duration stopTimeout() {
        return values.stopTimeout;
    }

    /** {@return how many connections may wait to be accepted} */
    public int acceptQueue() {
        return values.acceptQueue;
    }

    /** {@return how long requests are still served when the server is told to stop} */
    public Duration drainTimeout() {
        return values.drainTimeout;
    }

    /**
     * Returns limits with another largest body; a larger one is answered with 413, before it is read where its length
     * is declared. Where all large bodies together could take less than this one, they may take as much.
     *
     * @param maxBodyBytes in bytes, at least 1
     * @return a copy
     */
    public ServerLimits withMaxBodyBytes(int maxBodyBytes) {
        checkPositive("maxBodyBytes", maxBodyBytes);
        return with(copy -> {
            copy.maxBodyBytes = maxBodyBytes;
            copy.maxBufferedBytes = Math.max(copy.maxBufferedBytes, maxBodyBytes);
        });
    }

    /**
     * Returns limits with another bound for all bodies over 64 KiB together: those of requests until they are answered,
     * those of answers until they are sent; beyond it 503. All smaller ones have a quarter as much for themselves. To
     * read and answer a body takes up to six times its size, so give the heap room for that.
     *
     * @param maxBufferedBytes in bytes, at least {@link #maxBodyBytes()}: set that first
     * @return a copy
     */
    public ServerLimits withMaxBufferedBytes(long maxBufferedBytes) {
        if (maxBufferedBytes < maxBodyBytes()) {
            throw new IllegalArgumentException(
                    "maxBufferedBytes is %d, less than the largest body of %d: set a smaller maxBodyBytes before."
                            .formatted(maxBufferedBytes, maxBodyBytes()));
        }
        return with(copy -> copy.maxBufferedBytes = maxBufferedBytes);
    }

    /**
     * Returns limits with another number of concurrent requests; beyond it 503 at once. A request counts from when its
     * body is complete, so that slow uploads take no place.
     *
     * @param maxConcurrentRequests how many requests may be answered at the same time, at least 1
     * @return a copy
     */
    public ServerLimits withMaxConcurrentRequests(int maxConcurrentRequests) {
        checkPositive("maxConcurrentRequests", maxConcurrentRequests);
        return with(copy -> copy.maxConcurrentRequests = maxConcurrentRequests);
    }

    /**
     * Returns limits with another number of waiting requests; beyond it 503 at once. It holds for the endpoints that
     * share {@link dev.penstock.endpoint.DecryptionPermits}, which say how many are decrypted at the same time.
     *
     * @param maxWaitingRequests how many requests may wait until those before them are decrypted, at least 1
     * @return a copy
     */
    public ServerLimits withMaxWaitingRequests(int maxWaitingRequests) {
        checkPositive("maxWaitingRequests", maxWaitingRequests);
        return with(copy -> copy.maxWaitingRequests = maxWaitingRequests);
    }

    /**
     * Returns limits with another number of connections; further ones wait to be accepted.
     *
     * @param maxConnections how many connections may be open, at least 1
     * @return a copy
     */
    public ServerLimits withMaxConnections(int maxConnections) {
        checkPositive("maxConnections", maxConnections);
        return with(copy -> copy.maxConnections = maxConnections);
    }

    /**
     * Returns limits with another request deadline; then the connection is closed, however steadily bytes trickle.
     *
     * @param requestDeadline how long receiving and answering one request may take in all, positive
     * @return a copy
     */
    public ServerLimits withRequestDeadline(Duration requestDeadline) {
        checkPositive("requestDeadline", requestDeadline);
        return with(copy -> copy.requestDeadline = requestDeadline);
    }

    /**
     * Returns limits with another idle timeout; then the connection is closed.
     *
     * @param idleTimeout how long a connection may be without a complete request header, positive
     * @return a copy
     */
    public ServerLimits withIdleTimeout(Duration idleTimeout) {
        checkPositive("idleTimeout", idleTimeout);
        return with(copy -> copy.idleTimeout = idleTimeout);
    }

    /**
     * Returns limits with another stop timeout.
     *
     * @param stopTimeout how long requests under way may take to finish when the server stops; zero for not at all
     * @return a copy
     */
    public ServerLimits withStopTimeout(Duration stopTimeout) {
        checkNotNegative("stopTimeout", stopTimeout);
        return with(copy -> copy.stopTimeout = stopTimeout);
    }

    /**
     * Returns limits with another accept queue; connections beyond it try again after a second or more.
     *
     * @param acceptQueue how many connections may wait to be accepted, at least 1, if the system allows so many (on
     *     Linux {@code net.core.somaxconn})
     * @return a copy
     */
    public ServerLimits withAcceptQueue(int acceptQueue) {
        checkPositive("acceptQueue", acceptQueue);
        return with(copy -> copy.acceptQueue = acceptQueue);
    }

    /**
     * Returns limits with another drain timeout, see {@link PenstockServer#close()}.
     *
     * @param drainTimeout how long requests are still served when the server is told to stop; zero for not at all
     * @return a copy
     */
    public ServerLimits withDrainTimeout(Duration drainTimeout) {
        checkNotNegative("drainTimeout", drainTimeout);
        return with(copy -> copy.drainTimeout = drainTimeout);
    }

    private ServerLimits with(Consumer<Values> change) {
        var copy = new Values(values);
        change.accept(copy);
        return new ServerLimits(copy);
    }

    private static void checkPositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d: it must be 1 at least.".formatted(name, value));
        }
    }

    private static void checkPositive(String name, Duration value) {
        if (Objects.requireNonNull(value, name).isZero() || value.isNegative()) {
            throw new IllegalArgumentException("%s is %s: it must be positive.".formatted(name, value));
        }
    }

    private static void checkNotNegative(String name, Duration value) {
        if (Objects.requireNonNull(value, name).isNegative()) {
            throw new IllegalArgumentException("%s is %s: it must not be negative.".formatted(name, value));
        }
    }

    /** Limits are equal if all of them are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ServerLimits that && all().equals(that.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    private List<Object> all() {
        return List.of(
                maxBodyBytes(),
                maxBufferedBytes(),
                maxConcurrentRequests(),
                maxWaitingRequests(),
                maxConnections(),
                requestDeadline(),
                idleTimeout(),
                stopTimeout(),
                acceptQueue(),
                drainTimeout());
    }

    @Override
    public String toString() {
        return ("ServerLimits[maxBodyBytes=%d, maxBufferedBytes=%d, maxConcurrentRequests=%d, maxWaitingRequests=%d,"
                        + " maxConnections=%d, requestDeadline=%s, idleTimeout=%s, stopTimeout=%s, acceptQueue=%d,"
                        + " drainTimeout=%s]")
                .formatted(all().toArray());
    }

    /** Changed only while it is copied. */
    private static final class Values {

        private int maxBodyBytes = EncryptedRequest.MAX_BODY_BYTES;
        private long maxBufferedBytes = Math.max(Runtime.getRuntime().maxMemory() / 8, EncryptedRequest.MAX_BODY_BYTES);
        private int maxConcurrentRequests = 1_024;
        private int maxWaitingRequests = WAITING_PER_CORE * Runtime.getRuntime().availableProcessors();
        private int maxConnections = 10_000;
        private Duration requestDeadline = Duration.ofSeconds(15);
        private Duration idleTimeout = Duration.ofSeconds(30);
        private Duration stopTimeout = Duration.ofSeconds(10);
        private int acceptQueue = 1_024;
        private Duration drainTimeout = Duration.ofSeconds(5);

        Values() {}

        Values(Values that) {
            this.maxBodyBytes = that.maxBodyBytes;
            this.maxBufferedBytes = that.maxBufferedBytes;
            this.maxConcurrentRequests = that.maxConcurrentRequests;
            this.maxWaitingRequests = that.maxWaitingRequests;
            this.maxConnections = that.maxConnections;
            this.requestDeadline = that.requestDeadline;
            this.idleTimeout = that.idleTimeout;
            this.stopTimeout = that.stopTimeout;
            this.acceptQueue = that.acceptQueue;
            this.drainTimeout = that.drainTimeout;
        }
    }
}
