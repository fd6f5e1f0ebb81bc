package dev.penstock.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixTest {

    @Test
    void readsWeights() {
        assertThat(Mix.parse("ping=1,init=3,data_exchange=6")).isEqualTo(new Mix(1, 3, 6));
        assertThat(Mix.parse("init")).isEqualTo(new Mix(0, 1, 0));
        assertThat(Mix.parse("ping=1,data_exchange=2")).hasToString("ping=1,data_exchange=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ping=", "ping=x", "BACK=1", "ping=-1", "ping=0", "ping=1,,init=1", "init=1001"})
    void refusesWhatIsNoMix(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Mix.parse(text)).withMessageContaining("ping=1,init=3");
    }

    @Test
    void drawsByWeight() {
        var random = new SplittableRandom(1);
        var drawn = new EnumMap<Mix.Action, Integer>(Mix.Action.class);
        for (int i = 0; i < 10_000; i++) {
            drawn.merge(new Mix(1, 3, 6).draw(random), 1, Integer::sum);
        }

        assertThat(drawn.get(Mix.Action.PING)).isBetween(850, 1_150);
        assertThat(drawn.get(Mix.Action.INIT)).isBetween(2_800, 3_200);
        assertThat(drawn.get(Mix.Action.DATA_EXCHANGE)).isBetween(5_800, 6_200);
    }
}
