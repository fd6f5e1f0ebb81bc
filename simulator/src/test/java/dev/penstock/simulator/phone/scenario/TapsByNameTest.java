package dev.penstock.simulator.phone.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.phone.OnePhone;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TapsByNameTest {

    @Test
    void findsWhatIsCutByItsWholeNameInAScenario() {
        OnePhone phone = OnePhone.plays("endpoint-data-beyond-limits.json");

        var tap = ShownComponents.of(phone.session).tapOn("Go 😀");

        assertThat(tap.item()).isEqualTo(Optional.empty());
        assertThat(tap.key())
                .isEqualTo(PlainValue.map(phone.screen().get("footer")).get("key"));
    }
}
