package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.testing.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow JSON 6.0 to 6.3 runs select actions when a screen is rendered too; versions before and after do not. */
class SelectOnRenderTest {

    private static final Map<String, Object> SIZES = Map.of("size", "m", "note", "");

    private final ScriptedLine line = new ScriptedLine();

    private static FlowJson flow(String version) {
        return FlowJson.parse("""
                {"version": "%s", "data_api_version": "3.0", "routing_model": {"SHOP": []},
                 "screens": [{"id": "SHOP", "title": "Shop", "terminal": true,
                  "data": {"size": {"type": "string", "__example__": "m"}, "note": {"type": "string", "__example__": ""}},
                  "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Dropdown", "name": "colour", "label": "Colour",
                    "data-source": [{"id": "red", "title": "Red"}, {"id": "blue", "title": "Blue"}],
                    "on-select-action": {"name": "data_exchange", "payload": {"trigger": "colour"}}},
                   {"type": "RadioButtonsGroup", "name": "size", "label": "Size", "init-value": "${data.size}",
                    "data-source": [{"id": "s", "title": "S"}, {"id": "m", "title": "M"}],
                    "on-select-action": {"name": "data_exchange", "payload": {"size": "${form.size}"}}},
                   {"type": "OptIn", "name": "gift", "label": "Gift", "init-value": true,
                    "on-select-action": {"name": "update_data", "payload": {"note": "wrapped"}}},
                   {"type": "TextBody", "text": "${data.note}"},
                   {"type": "Footer", "label": "Buy", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]}
                """.formatted(version).getBytes(StandardCharsets.UTF_8));
    }

    private PhoneSession open(String version) {
        line.then("SHOP", SIZES);
        line.then("SHOP", SIZES);
        var phone = PhoneSession.builder(flow(version)).line(line).build();
        phone.apply(new PhoneEvent.Open());
        return phone;
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.0", "6.1", "6.2", "6.3"})
    void runsTheActionsOfWhatIsSelectedAtFirst(String version) {
        PhoneSession phone = open(version);

        assertThat(line.asked).extracting(asked -> asked.get("action")).containsExactly("INIT", "data_exchange");
        assertThat(line.asked.getLast()).containsEntry("data", Map.of("size", "m"));
        assertThat(phone.data()).containsEntry("note", "wrapped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.1", "7.0", "7.3"})
    void runsNothingInOtherVersions(String version) {
        PhoneSession phone = open(version);

        assertThat(line.asked)
                .singleElement()
                .satisfies(asked -> assertThat(asked).containsEntry("action", "INIT"));
        assertThat(phone.data()).containsEntry("note", "");
    }

    @Test
    void runsThemOnceForEachVisit() {
        PhoneSession phone = open("6.2");
        line.then("SHOP", SIZES);

        phone.apply(new PhoneEvent.Tap("screens[0].layout.children[4]", Optional.empty()));

        assertThat(line.asked).hasSize(3);
    }

    @Test
    void stopsWhereTheEndpointFails() {
        line.then("SHOP", SIZES);
        line.then(new Exchange.Answered(427, Map.of("error_msg", "Gone.")));
        var phone = PhoneSession.builder(flow("6.0")).line(line).build();

        phone.apply(new PhoneEvent.Open());

        assertThat(phone.canOpen()).isFalse();
        assertThat(phone.data()).containsEntry("note", "");
    }

    @Test
    void asksNobodyWithoutALine() {
        var phone = PhoneSession.builder(flow("6.0")).startOn("SHOP", SIZES).build();

        phone.apply(new PhoneEvent.Open());

        assertThat(phone.message()).isEmpty();
        assertThat(phone.data()).containsEntry("note", "wrapped");
        assertThat(phone.exchanges()).isEqualTo(List.of());
    }
}
