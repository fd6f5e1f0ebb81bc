package dev.penstock.gateway.alert;

import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.webhook.event.FlowAlert;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what is wrong with the endpoints of this process, where no Prometheus does: it looks at the metrics each
 * 15 seconds, by the rules of docs/monitoring/penstock-alerts.yml, and tells each receiver once what is wrong, again
 * after a while if it lasts, and once when it is over. What Meta alerts to goes the same way.
 *
 * <p>A receiver that cannot be reached is tried again at the next look. That this process does not answer, it cannot
 * tell. Thread-safe.
 */
public final class AlertNotifier implements AutoCloseable {

    /** How often the metrics are looked at: every 15 seconds. */
    public static final Duration EVERY = Duration.ofSeconds(15);

    /** After which time what lasts is told again, unless said otherwise: 12 hours. */
    public static final Duration DEFAULT_REPEAT = Duration.ofHours(12);

    private static final Logger LOG = LoggerFactory.getLogger(AlertNotifier.class);

    private final PenstockMetrics metrics;
    private final AlertWatch watch;
    private final List<AlertOutlet> outlets;
    private final MetaAlerts meta;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("penstock-alerts").factory());
    private List<Alert> byRules = List.of();
    private volatile List<Alert> firing = List.of();

    private AlertNotifier(Builder builder) {
        this.metrics = builder.metrics;
        this.clock = builder.clock;
        this.watch =
                new AlertWatch(builder.rules, Map.of("instance", builder.instance, "job", "penstock"), builder.every);
        this.outlets = builder.receivers.entrySet().stream()
                .map(entry -> new AlertOutlet(entry.getKey(), entry.getValue(), builder.repeat, metrics))
                .toList();
        this.meta = new MetaAlerts(clock);
        for (var severity : AlertSeverity.values()) {
            Gauge.builder("penstock.alerts.firing", this, of -> of.count(severity))
                    .description("What is wrong by the rules of the notifier, or by what Meta told.")
                    .tag("severity", severity.toString())
                    .strongReference(true)
                    .register(metrics.registry());
        }
    }

    /**
     * Begins a notifier.
     *
     * @param metrics what it looks at, those of this process
     * @return a builder
     */
    public static Builder builder(PenstockMetrics metrics) {
        return new Builder(metrics);
    }

    private long count(AlertSeverity severity) {
        return firing.stream().filter(alert -> alert.severity() == severity).count();
    }

    /** {@return what is wrong, as it was at the last look} */
    public List<Alert> firing() {
        return firing;
    }

    /**
     * Hears an alert of Meta, which is told at once.
     *
     * @param alert what Meta tells
     */
    public void heard(FlowAlert alert) {
        meta.heard(Objects.requireNonNull(alert, "alert"));
        try {
            timer.execute(() -> safely(this::tell));
        } catch (RejectedExecutionException closed) {
            LOG.warn("An alert of Meta is not told, since the process ends.");
        }
    }

    private void start(Duration every) {
        var unused = timer.scheduleWithFixedDelay(() -> safely(this::look), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error unexpected) { // the next look may do better
            LOG.error("Alerts cannot be looked for ({}).", unexpected.getClass().getName());
        }
    }

    /** Looks at the metrics now. */
    synchronized void look() {
        byRules = watch.look(clock.instant(), metrics.page("").text());
        tell();
    }

    private synchronized void tell() {
        var all = new ArrayList<>(byRules);
        all.addAll(meta.active());
        firing = List.copyOf(all);
        var once = meta.takeOnce();
        outlets.forEach(outlet -> outlet.tell(firing, once, clock.instant()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        outlets.forEach(AlertOutlet::close);
    }

    /** Builds a notifier. Not thread-safe. */
    public static final class Builder {

        private final PenstockMetrics metrics;
        private final Map<AlertReceiver, AlertSeverity> receivers = new LinkedHashMap<>();
        private AlertRules rules = AlertRules.load();
        private String instance = "";
        private Duration every = EVERY;
        private Duration repeat = DEFAULT_REPEAT;
        private InstantSource clock = InstantSource.system();

        private Builder(PenstockMetrics metrics) {
            this.metrics = Objects.requireNonNull(metrics, "metrics");
        }

        /**
         * Adds somebody who is told.
         *
         * @param receiver closed with the notifier
         * @param least what is less severe is not told
         * @return this builder
         */
        public Builder receiver(AlertReceiver receiver, AlertSeverity least) {
            receivers.put(Objects.requireNonNull(receiver, "receiver"), Objects.requireNonNull(least, "least"));
            return this;
        }

        /**
         * Sets how this process is called in what is told.
         *
         * @param instance such as a host with its port
         * @return this builder
         */
        public Builder instance(String instance) {
            this.instance = Objects.requireNonNull(instance, "instance");
            return this;
        }

        /**
         * Sets after which time what lasts is told again.
         *
         * @param repeat positive; default {@link #DEFAULT_REPEAT}
         * @return this builder
         * @throws IllegalArgumentException if it is not
         */
        public Builder repeat(Duration repeat) {
            if (!Objects.requireNonNull(repeat, "repeat").isPositive()) {
                throw new IllegalArgumentException(
                        "What lasts would be told again after %s: the time must be positive.".formatted(repeat));
            }
            this.repeat = repeat;
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param clock default the system's
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        Builder rules(AlertRules rules, Duration every) {
            this.rules = rules;
            this.every = every;
            return this;
        }

        /** A notifier that looks only when it is told to. */
        AlertNotifier build() {
            return new AlertNotifier(this);
        }

        /**
         * Begins to look.
         *
         * @return the notifier
         */
        public AlertNotifier start() {
            var notifier = build();
            notifier.start(every);
            return notifier;
        }
    }
}
