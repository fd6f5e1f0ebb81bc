package dev.penstock.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.conformance.load.AlertRating.Alert;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.testing.EndpointAccess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRatingTest {

    private static final LoadPlan PLAN = LoadPlan.of(
                    EndpointAccess.of(URI.create("http://127.0.0.1/"), BusinessPublicKey.of(PrivateKeys.generate())))
            .rate(120)
            .build();

    private final Recording recording = new Recording(1);

    @Test
    void doesNotAlertForAQuickEndpoint() {
        answered(100, 200);

        var rating = rating();

        assertThat(rating.alerts()).isEmpty();
        assertThat(rating.sentence()).isEqualTo("At 120 requests a second you would not be alerted.");
    }

    @ParameterizedTest
    @CsvSource({"1100, 1", "5200, 5", "9000, 7"})
    void alertsWhenTheSlowestTenthIsTooSlow(long millis, int threshold) {
        answered(85, 200);
        answered(15, millis);

        assertThat(rating().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.event()).isEqualTo("ENDPOINT_LATENCY");
            assertThat(alert.reason()).endsWith("over %d s".formatted(threshold));
        });
    }

    @Test
    void doesNotAlertWhenFewerThanATenthAreSlow() {
        answered(95, 200);
        answered(5, 9_000);

        assertThat(rating().isAlert()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"6, 5", "11, 10", "60, 50"})
    void alertsWhenTooManyFail(int failed, int threshold) {
        answered(100 - failed, 10);
        for (int i = 0; i < failed; i++) {
            recording.sent(false, 0);
            recording.failed(0, 1_000_000, "status 500");
        }

        assertThat(rating().alerts())
                .containsExactly(new Alert(
                        "ENDPOINT_ERROR_RATE",
                        "%d.0 %% of the requests fail, over %d %%".formatted(failed, threshold)));
    }

    @Test
    void alertsWhenHealthChecksAreNotAnswered() {
        answered(1_000, 10);
        for (int i = 0; i < 10; i++) {
            recording.sent(true, 0);
        }
        recording.answered(true, 0, 1_000_000, 1_000_000);

        assertThat(rating().alerts()).extracting(Alert::event).isEqualTo(List.of("ENDPOINT_AVAILABILITY"));
    }

    private void answered(int count, long millis) {
        for (int i = 0; i < count; i++) {
            recording.sent(false, 0);
            var nanos = Duration.ofMillis(millis).toNanos();
            recording.answered(false, 0, nanos, nanos);
        }
    }

    private AlertRating rating() {
        return AlertRating.of(recording.result(PLAN));
    }
}
