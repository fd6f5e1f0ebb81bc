package dev.penstock.metrics;

import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import dev.penstock.metrics.internal.CountedQueue;
import dev.penstock.metrics.internal.EdgedTimers;
import dev.penstock.metrics.internal.EndpointMeters;
import dev.penstock.metrics.internal.JvmMeters;
import dev.penstock.metrics.internal.KeyMeters;
import dev.penstock.metrics.internal.ServerMeters;
import dev.penstock.server.MetricsPage;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.ServerMetrics;
import dev.penstock.webhook.queue.WebhookQueue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Metrics of what Penstock does: requests, times, refusals, replays, the queues before and behind them, keys and
 * certificate. docs/reference/metrics.md lists them all.
 *
 * <pre>{@code
 * var metrics = PenstockMetrics.create();
 * PenstockServer.builder()
 *         .endpoint(endpoint)
 *         .adminPort(8081)
 *         .metrics(metrics)        // GET http://127.0.0.1:8081/metrics
 *         .start();
 * }</pre>
 *
 * <p>Every counter and time is there with 0 from the moment an endpoint is known, since an alert about a series that is
 * not there is silent. No label holds anything a person typed, a token or a secret. Labels are bounded: screens are
 * those of the Flow and its Flow JSON, and what is beyond {@value #DEFAULT_MAX_ENDPOINTS} endpoints, or another number
 * that was asked for, is counted together as {@code other}.
 *
 * <p>Thread-safe.
 */
public final class PenstockMetrics implements ServerMetrics, AutoCloseable {

    /** How many endpoints have labels of their own unless said otherwise: 100. */
    public static final int DEFAULT_MAX_ENDPOINTS = 100;

    /** How many screens of an endpoint have labels of their own; further ones are counted as {@code other}. */
    public static final int MAX_SCREENS = EndpointMeters.MAX_SCREENS;

    private static final Duration ASK_META_EVERY = Duration.ofMinutes(10);
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final MeterRegistry registry;
    private final EndpointMeters endpoints;
    private final JvmMeters jvm;
    /** Meters alone do not keep what they measure. */
    private final List<PenstockServer> watched = new CopyOnWriteArrayList<>();

    private PenstockMetrics(MeterRegistry registry, JvmMeters jvm, int maxEndpoints) {
        this.registry = registry;
        this.jvm = jvm;
        this.endpoints = new EndpointMeters(registry, maxEndpoints);
    }

    /** {@return metrics in a Prometheus registry of their own, with those of the JVM} */
    public static PenstockMetrics create() {
        return create(DEFAULT_MAX_ENDPOINTS);
    }

    /**
     * Creates metrics in a Prometheus registry of their own, with those of the JVM.
     *
     * @param maxEndpoints how many endpoints have labels of their own, at least 1; each takes about 240 series, and 10
     *     more for each screen
     * @return the metrics
     * @throws IllegalArgumentException if the number is too small
     */
    public static PenstockMetrics create(int maxEndpoints) {
        require(maxEndpoints);
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return new PenstockMetrics(registry, JvmMeters.in(registry), maxEndpoints);
    }

    /**
     * Creates metrics in the registry of an application, which sees to the JVM's and shows them itself; with a {@link
     * PrometheusMeterRegistry} a server can show them, too.
     *
     * @param registry where meters are registered
     * @param maxEndpoints how many endpoints have labels of their own, at least 1
     * @return the metrics
     * @throws IllegalArgumentException if the number is too small
     */
    public static PenstockMetrics in(MeterRegistry registry, int maxEndpoints) {
        Objects.requireNonNull(registry, "registry");
        require(maxEndpoints);
        return new PenstockMetrics(registry, JvmMeters.none(), maxEndpoints);
    }

    private static void require(int maxEndpoints) {
        if (maxEndpoints < 1) {
            throw new IllegalArgumentException(
                    "%d endpoints would have labels of their own: it must be 1 at least.".formatted(maxEndpoints));
        }
    }

    /** {@return the registry, for meters of one's own beside these} */
    public MeterRegistry registry() {
        return registry;
    }

    /** {@return who counts what happens at endpoints; a server with these metrics adds it by itself} */
    @Override
    public EndpointListener listener() {
        return endpoints;
    }

    @Override
    public void watch(PenstockServer server) {
        watched.add(Objects.requireNonNull(server, "server"));
        ServerMeters.register(registry, server);
    }

    /**
     * Measures a queue of webhooks: how many events wait, how far the handlers are behind, how many dead letters there
     * are, and how often the queue failed, which is its database. The queue is asked at most each 5 seconds, and only
     * when somebody asks for the metrics.
     *
     * @param queue the queue
     * @return the queue to be given to the webhook endpoint instead
     */
    public WebhookQueue counted(WebhookQueue queue) {
        return CountedQueue.webhooks(registry, Objects.requireNonNull(queue, "queue"));
    }

    /**
     * Measures a queue of events that wait for a destination, as {@link #counted(WebhookQueue)} does.
     *
     * @param destination its name in the configuration; becomes a label
     * @param queue the queue
     * @return the queue to be used instead
     */
    public WebhookQueue counted(String destination, WebhookQueue queue) {
        Objects.requireNonNull(destination, "destination");
        return CountedQueue.events(registry, destination, Objects.requireNonNull(queue, "queue"));
    }

    /**
     * Tells under which labels an endpoint is counted, for meters of one's own beside these. An endpoint that was not
     * known before is from now on, with all its metrics at 0.
     *
     * @param endpoint what names the endpoint
     * @return its Flow and tenant, or {@code other} for both if there are too many
     */
    public EndpointLabels countedAs(EndpointLabels endpoint) {
        return endpoints.countedAs(Objects.requireNonNull(endpoint, "endpoint"));
    }

    /**
     * Registers a time with the edges that all times here have, of which 1, 5, 7 and 10 seconds are Meta's.
     *
     * @param name as Micrometer has it, such as {@code penstock.backend.duration}
     * @param description a sentence
     * @param tags the labels; there must be only so many values of each
     * @return the time, which is the same if it has been registered before
     */
    public Timer timer(String name, String description, Tags tags) {
        return EdgedTimers.of(
                registry,
                Objects.requireNonNull(name, "name"),
                Objects.requireNonNull(description, "description"),
                Objects.requireNonNull(tags, "tags"));
    }

    /**
     * Shows whether phones take the business public key that Meta holds for a number.
     *
     * @param phoneNumberId the id of the number at Meta; becomes a label
     * @param status asks Meta, on a thread of its own, at most each 10 minutes and only when somebody asks for the
     *     metrics; what it throws counts as {@link KeyStatus#UNKNOWN}
     */
    public void keyAtMeta(String phoneNumberId, Supplier<KeyStatus> status) {
        Objects.requireNonNull(phoneNumberId, "phoneNumberId");
        Objects.requireNonNull(status, "status");
        KeyMeters.register(registry, phoneNumberId, status, ASK_META_EVERY);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the registry is no Prometheus registry
     */
    @Override
    public MetricsPage page(String accept) {
        Objects.requireNonNull(accept, "accept");
        if (!(registry instanceof PrometheusMeterRegistry prometheus)) {
            throw new IllegalStateException(
                    "These metrics are in a registry that is not for Prometheus, so there is no page of them: use"
                            + " PenstockMetrics.create().");
        }
        var type = accept.contains(OPEN_METRICS) ? OPEN_METRICS + "; version=1.0.0; charset=utf-8" : TEXT;
        return new MetricsPage(type, prometheus.scrape(type));
    }

    /** Stops what listens to the JVM. A registry that was given is left as it is. */
    @Override
    public void close() {
        jvm.close();
    }
}
