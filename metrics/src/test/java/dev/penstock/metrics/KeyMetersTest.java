package dev.penstock.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whether phones take the key that Meta holds. */
class KeyMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PenstockMetrics metrics = PenstockMetrics.in(registry, 1);

    private double status(String status) {
        return registry.get("penstock.key.status")
                .tags("phone_number_id", "1234", "status", status)
                .gauge()
                .value();
    }

    @Test
    void theStatusThatHoldsIsOneAndTheOthersAreZero() {
        var asked = new AtomicInteger();
        metrics.keyAtMeta("1234", () -> {
            asked.incrementAndGet();
            return KeyStatus.MISMATCH;
        });

        assertThat(status("mismatch")).isEqualTo(1);
        assertThat(status("valid")).isZero();
        assertThat(status("unknown")).isZero();
        assertThat(asked).as("once for all of them").hasValue(1);
    }

    @Test
    void metaThatIsAwayIsUnknown() {
        metrics.keyAtMeta("1234", () -> {
            throw new IllegalStateException();
        });

        assertThat(status("unknown")).isEqualTo(1);
        assertThat(status("mismatch")).isZero();
    }
}
