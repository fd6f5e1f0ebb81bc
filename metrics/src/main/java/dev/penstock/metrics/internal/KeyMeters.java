package dev.penstock.metrics.internal;

import dev.penstock.metrics.KeyStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/** What Meta holds as the business public key of a number: one series for each status, 1 for that which holds. */
public final class KeyMeters {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private KeyMeters() {}

    public static void register(
            MeterRegistry registry, String phoneNumberId, Supplier<KeyStatus> status, Duration every) {
        var sampled = new Sampled<>(() -> known(status), KeyStatus.UNKNOWN, every, PATIENCE);
        for (var each : KeyStatus.values()) {
            Gauge.builder("penstock.key.status", () -> sampled.get() == each ? 1 : 0)
                    .description("Whether phones take the business public key that Meta holds: 1 for the status now.")
                    .tag("phone_number_id", phoneNumberId)
                    .tag("status", each.toString())
                    .register(registry);
        }
    }

    private static KeyStatus known(Supplier<KeyStatus> status) {
        try {
            return status.get();
        } catch (RuntimeException metaIsAway) {
            return KeyStatus.UNKNOWN;
        }
    }
}
