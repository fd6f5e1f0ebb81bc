package dev.penstock.metrics.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Times with edges where they matter: 1, 5 and 7 seconds are those of Meta's alerts about the 90th percentile, and
 * after 10 a phone gives up.
 */
public final class EdgedTimers {

    private static final Duration[] EDGES = LongStream.of(
                    1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 7_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private EdgedTimers() {}

    /** Registers one, or finds it. */
    public static Timer of(MeterRegistry registry, String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(EDGES)
                .register(registry);
    }
}
