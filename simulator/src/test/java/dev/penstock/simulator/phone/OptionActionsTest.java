package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hangs on a single option, when another takes its place. */
class OptionActionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"radio-option-unselect-on-change.json", "dropdown-option-unselect-on-change.json"})
    void unselectsTheOptionThatGivesWay(String file) {
        OnePhone phone = OnePhone.plays(file);
        phone.select("r", "a", true);
        assertThat(phone.session.data()).containsEntry("p", true);

        phone.select("r", "b", true);

        assertThat(phone.session.data()).containsEntry("p", false);
        assertThat(phone.session.form()).containsEntry("r", "b");
    }

    @Test
    void unselectsBeforeItSelects() {
        OnePhone phone = OnePhone.plays(OnePhone.flow("\"p\": {\"type\": \"string\", \"__example__\": \"\"}", """
                {"type": "RadioButtonsGroup", "name": "r", "label": "r", "data-source": [
                  {"id": "a", "title": "A", "on-unselect-action": {"name": "update_data", "payload": {"p": "left a"}}},
                  {"id": "b", "title": "B", "on-select-action": {"name": "update_data", "payload": {"p": "came to b"}}}
                ]}
                """, ""));
        phone.select("r", "a", true);

        phone.select("r", "b", true);

        assertThat(phone.session.data()).containsEntry("p", "came to b");
    }

    @Test
    void unselectsAnOptionThatCameWithTheData() {
        String option = "{\"id\": \"a\", \"title\": \"A\", \"on-unselect-action\":"
                + " {\"name\": \"update_data\", \"payload\": {\"p\": \"left a\"}}}";
        OnePhone phone = OnePhone.plays(OnePhone.flow("""
                "p": {"type": "string", "__example__": ""},
                "options": {"type": "array", "items": {"type": "object"}, "__example__": [%s, {"id": "b", "title": "B"}]}
                """.formatted(option), """
                {"type": "Dropdown", "name": "r", "label": "r", "data-source": "${data.options}"}
                """, ""));
        phone.select("r", "a", true);

        phone.select("r", "b", true);

        assertThat(phone.session.data()).containsEntry("p", "left a");
    }
}
