package dev.penstock.gateway;

import dev.penstock.event.EndpointLabels;
import dev.penstock.gateway.backend.Backend;
import dev.penstock.gateway.backend.BackendException.Reason;
import dev.penstock.gateway.backend.BackendListener;
import dev.penstock.gateway.backend.HttpBackend;
import dev.penstock.metrics.PenstockMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the backends behind one pair of labels do: what came of the questions, how long they took, and how many backends
 * are left alone just now. Thread-safe.
 */
final class BackendMeters implements BackendListener {

    private final Timer duration;
    private final Counter answered;
    private final Map<Reason, Counter> failures = new EnumMap<>(Reason.class);
    private final Set<HttpBackend> watched = ConcurrentHashMap.newKeySet();

    private BackendMeters(PenstockMetrics metrics, Tags tags) {
        this.duration = metrics.timer(
                "penstock.backend.duration", "How long backends take, answers that do not come included.", tags);
        this.answered = questions(metrics, tags, "answered");
        for (var reason : Reason.values()) {
            failures.put(reason, questions(metrics, tags, reason.name().toLowerCase(Locale.ROOT)));
        }
        Gauge.builder("penstock.backend.breakers.open", watched, BackendMeters::resting)
                .description("Backends that failed so often just now that they are left alone for a while.")
                .tags(tags)
                .strongReference(true)
                .register(metrics.registry());
    }

    static BackendMeters of(PenstockMetrics metrics, EndpointLabels labels) {
        return new BackendMeters(
                metrics,
                Tags.of("flow", labels.flow(), "tenant", labels.tenant().orElse("none")));
    }

    private static Counter questions(PenstockMetrics metrics, Tags tags, String outcome) {
        return Counter.builder("penstock.backend.requests")
                .description("Questions to backends, by what came of them.")
                .tags(tags.and("outcome", outcome))
                .register(metrics.registry());
    }

    private static double resting(Set<HttpBackend> backends) {
        return backends.stream().filter(HttpBackend::isResting).count();
    }

    void watch(Backend backend) {
        if (backend instanceof HttpBackend http) {
            watched.add(http);
        }
    }

    void forget(Backend backend) {
        if (backend instanceof HttpBackend http) {
            watched.remove(http);
        }
    }

    @Override
    public void on(Asked asked) {
        duration.record(asked.elapsed());
        asked.failure()
                .map(reason -> Objects.requireNonNull(failures.get(reason)))
                .orElse(answered)
                .increment();
    }
}
