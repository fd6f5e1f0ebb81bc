package dev.penstock.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {

    private final Buckets buckets = Buckets.none();

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void shareIsFromNothingToAll(double share) {
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.quantile(share));
    }

    @Test
    void endsOfTheRangeAreShares() {
        buckets.add("1", 4);
        buckets.add("+Inf", 4);

        assertThat(buckets.quantile(0)).hasValue(0);
        assertThat(buckets.quantile(1)).hasValue(1);
    }
}
