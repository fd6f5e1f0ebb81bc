package dev.penstock.webhook;

import dev.penstock.internal.Headers;
import dev.penstock.json.JsonFormatException;
import dev.penstock.log.Seldom;
import dev.penstock.log.SilentLog;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import dev.penstock.webhook.queue.WebhookQueue;
import dev.penstock.webhook.queue.WebhookQueueFullException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The URL to which Meta delivers webhooks: what came in, the answer out. It is another URL than that of a Flow's
 * endpoint.
 *
 * <p>A delivery is checked ({@code X-Hub-Signature-256} over the raw bytes), taken apart, put into the queue without
 * what was seen before, and answered with 200; then the handlers run. Statuses: 200 taken; 400 not a webhook; 401
 * signature missing or wrong; 403 verify token wrong; 405 another method; 413 more than {@value #MAX_BODY_BYTES} bytes;
 * 503 no room in the queue. For anything but 200 Meta delivers again. A refusal is logged once for each reason and then
 * at most once a minute, with the number of those held back, since anybody can send what is refused.
 *
 * <p>Thread-safe. Close it when the server stops.
 */
public final class WebhookEndpoint implements AutoCloseable {

    /** The largest delivery in bytes: 3 MiB. Meta's is 3 MB. */
    public static final int MAX_BODY_BYTES = 3 * 1_024 * 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private final Handshake handshake;
    private final RequestSignature signature;
    private final WebhookQueue queue;
    private final WebhookDispatcher dispatcher;
    private final Seldom tooLarge;
    private final Seldom unsigned;
    private final Seldom misshapen;
    private final Seldom notTaken;

    private WebhookEndpoint(Builder builder) {
        this.handshake = new Handshake(builder.verifyToken, Seldom.oncePerMinute(builder.clock));
        this.tooLarge = Seldom.oncePerMinute(builder.clock);
        this.unsigned = Seldom.oncePerMinute(builder.clock);
        this.misshapen = Seldom.oncePerMinute(builder.clock);
        this.notTaken = Seldom.oncePerMinute(builder.clock);
        this.signature = RequestSignature.of(builder.secrets);
        this.queue = builder.queue;
        this.dispatcher = new WebhookDispatcher(
                queue, builder.handlers, builder.handlerLimit, builder.firstRetry, builder.closeLimit, builder.clock);
    }

    /**
     * Begins an endpoint.
     *
     * @param secrets the app secrets with which Meta signs deliveries
     * @param verifyToken the text with which Meta verifies the URL
     * @param handlers what to do with events
     * @return a builder with the defaults it describes
     */
    public static Builder builder(AppSecrets secrets, VerifyToken verifyToken, WebhookHandlers handlers) {
        return new Builder(secrets, verifyToken, handlers);
    }

    /**
     * Answers one HTTP request.
     *
     * @param method the HTTP method
     * @param query the query as it was received, still escaped; empty if there is none
     * @param body the body exactly as it was received
     * @param signatureHeader the value of {@code X-Hub-Signature-256}; empty if the header is absent
     * @return the answer
     */
    public WebhookResponse answer(String method, String query, byte[] body, String signatureHeader) {
        return switch (method) {
            case "GET" -> handshake.answer(query);
            case "POST" -> deliver(body, signatureHeader);
            default -> new WebhookResponse(405, Map.of("Allow", "GET, POST"), new byte[0]);
        };
    }

    /**
     * Answers one HTTP request, with whatever holds its headers: {@code answer(method, query, body, headers::get)}.
     *
     * @param method the HTTP method
     * @param query the query as it was received, still escaped; empty if there is none
     * @param body the body exactly as it was received
     * @param headers asked by name, without regard to case; it gives a text, or several as an {@code Optional}, an
     * {@code Iterable}, an {@code Enumeration} or an array of texts, or {@code null}. A signature that is absent, or
     * there more than once, is a wrong one
     * @return the answer
     * @throws IllegalArgumentException if the lookup gives something else, which is a mistake of the program
     */
    public WebhookResponse answer(
            String method, String query, byte[] body, Function<String, ? extends @Nullable Object> headers) {
        Objects.requireNonNull(headers, "headers");
        return answer(method, query, body, Headers.value(headers, RequestSignature.HEADER));
    }

    private WebhookResponse deliver(byte[] body, String signatureHeader) {
        if (body.length > MAX_BODY_BYTES) {
            tooLarge.log(more -> LOG.warn(
                    "A webhook of {} bytes was refused: at most {} are taken.{}", body.length, MAX_BODY_BYTES, more));
            return WebhookResponse.empty(413);
        }
        var check = signature.check(body, signatureHeader);
        if (!check.isValid()) {
            unsigned.log(more -> LOG.warn(
                    "A webhook was refused, its signature is {}: it is not Meta's, or the app secret here is another"
                            + " app's.{}",
                    check,
                    more));
            return WebhookResponse.empty(401);
        }
        try {
            queue.put(PayloadSplitter.split(body));
            return WebhookResponse.empty(200);
        } catch (JsonFormatException malformed) {
            misshapen.log(more -> LOG.warn("A signed webhook was refused: {}{}", malformed.getMessage(), more));
            return WebhookResponse.empty(400);
        } catch (WebhookQueueFullException full) {
            notTaken.log(more ->
                    LOG.error("A webhook was not taken: {} Meta delivers it again later.{}", full.getMessage(), more));
            return new WebhookResponse(503, Map.of("Retry-After", "10"), new byte[0]);
        }
    }

    /**
     * {@return how many dead letters there are: events that are kept aside, because a handler threw or took too long
     * five times; others are handled meanwhile}
     */
    public int keptAside() {
        return queue.aside();
    }

    /**
     * Resumes the dead letters, the events that are kept aside, once the handler is repaired.
     *
     * @return how many they are
     */
    public int handleKeptAside() {
        return queue.takeUpAgain();
    }

    /**
     * Lets handlers under way finish, for 10 seconds unless built otherwise, and closes the queue. Within that time
     * what waits in a queue in memory is handled too; what waits in a durable one is left to others. An event whose
     * handler has not ended by then goes back to the queue. Stop the server first, so that no more is delivered.
     */
    @Override
    public void close() {
        dispatcher.close();
    }

    /**
     * Builds an endpoint. Defaults: a queue in memory, 60 s for a handler, a failed handler again after 1, 4, 16 and 64
     * s, 10 s for handlers under way when closing. Not thread-safe.
     */
    public static final class Builder {

        private final AppSecrets secrets;
        private final VerifyToken verifyToken;
        private final WebhookHandlers handlers;
        private WebhookQueue queue = MemoryWebhookQueue.create();
        private InstantSource clock = InstantSource.system();
        private Duration handlerLimit = Duration.ofSeconds(60);
        private Duration firstRetry = Duration.ofSeconds(1);
        private Duration closeLimit = Duration.ofSeconds(10);

        private Builder(AppSecrets secrets, VerifyToken verifyToken, WebhookHandlers handlers) {
            this.secrets = Objects.requireNonNull(secrets, "secrets");
            this.verifyToken = Objects.requireNonNull(verifyToken, "verifyToken");
            this.handlers = Objects.requireNonNull(handlers, "handlers");
        }

        /**
         * Sets the queue. The endpoint closes it.
         *
         * @param other the queue
         * @return this
         */
        public Builder queue(WebhookQueue other) {
            queue = Objects.requireNonNull(other, "queue");
            return this;
        }

        /**
         * Sets the time limits.
         *
         * @param handler how long a handler may take before it is interrupted: positive, and shorter than the
         *     {@linkplain WebhookQueue#lease() lease} of the queue
         * @param retry how long after its first failure it is called again, not negative; the waits grow fourfold
         * @param close how long closing waits for handlers under way, not negative
         * @return this
         * @throws IllegalArgumentException if one is out of its range
         */
        public Builder timeLimits(Duration handler, Duration retry, Duration close) {
            if (handler.isNegative() || handler.isZero() || retry.isNegative() || close.isNegative()) {
                throw new IllegalArgumentException(
                        ("The time limits are %s for a handler, %s before a retry and %s for closing: the first must be"
                                        + " positive, the others not negative.")
                                .formatted(handler, retry, close));
            }
            handlerLimit = handler;
            firstRetry = retry;
            closeLimit = close;
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param other tells when a refusal may be logged again; default the system's
         * @return this
         */
        public Builder clock(InstantSource other) {
            clock = Objects.requireNonNull(other, "clock");
            return this;
        }

        /**
         * Builds the endpoint, which takes from its queue from now on.
         *
         * @return the endpoint
         * @throws IllegalStateException if a handler may take as long as the lease of the queue, so that two would have
         *     the same event
         */
        public WebhookEndpoint build() {
            queue.lease().filter(lease -> lease.compareTo(handlerLimit) <= 0).ifPresent(lease -> {
                throw new IllegalStateException(
                        ("A webhook handler may take %s, and the queue hands its event to another after %s: give the"
                                        + " queue a longer lease, or timeLimits(...) a shorter limit.")
                                .formatted(handlerLimit, lease));
            });
            SilentLog.tellOnce();
            var endpoint = new WebhookEndpoint(this);
            if (!queue.isDurable()) {
                LOG.info("Webhook events are queued in memory: those not handled when the process ends are lost.");
            }
            endpoint.dispatcher.start();
            return endpoint;
        }
    }
}
