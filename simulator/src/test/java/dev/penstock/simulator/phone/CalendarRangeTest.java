package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CalendarRangeTest {

    private static OnePhone picker(String properties) {
        return OnePhone.plays(OnePhone.flow("", """
                {"type": "CalendarPicker", "name": "r", "mode": "range",
                  "label": {"start-date": "From", "end-date": "To"}, %s}
                """.formatted(properties), "\"r\": \"${form.r}\""));
    }

    @Test
    void takesAStartAloneWhereTheEndIsOptional() {
        OnePhone phone = OnePhone.plays("calendar-range-end-optional.json");
        phone.change("r", Map.of("start", "2026-12-01"));

        phone.tapFooter();

        assertThat(phone.session.response()).isPresent();
        assertThat(phone.session.response().orElseThrow()).containsEntry("r", Map.of("start-date", "2026-12-01"));
    }

    @Test
    void wantsAStartWhereOnlyTheEndIsOptional() {
        OnePhone phone = OnePhone.plays("calendar-range-end-optional.json");

        phone.tapFooter();

        assertThat(phone.named("r").get("errors")).isEqualTo(Map.of("start", InputRules.REQUIRED));
    }

    @Test
    void wantsAnEndWhereItIsRequired() {
        OnePhone phone = picker("\"required\": {\"start-date\": false, \"end-date\": true}");
        phone.change("r", Map.of("start", "2026-12-01"));

        phone.tapFooter();

        assertThat(phone.named("r").get("errors")).isEqualTo(Map.of("end", InputRules.REQUIRED));
    }

    @Test
    void wantsBothWhereTheWholeIsRequired() {
        OnePhone phone = picker("\"required\": true");

        phone.tapFooter();

        assertThat(phone.named("r").get("errors"))
                .isEqualTo(Map.of("start", InputRules.REQUIRED, "end", InputRules.REQUIRED));
    }

    @Test
    void takesAStartAloneWhereNothingIsRequired() {
        OnePhone phone = picker("\"min-days\": 2");
        phone.change("r", Map.of("start", "2026-12-01"));

        phone.tapFooter();

        assertThat(phone.session.response()).isPresent();
    }

    @Test
    void wantsAStartToAnEnd() {
        OnePhone phone = picker("\"init-value\": {\"end-date\": \"2026-12-03\"}");

        phone.tapFooter();

        assertThat(phone.named("r").get("errors")).isEqualTo(Map.of("start", InputRules.REQUIRED));
    }

    @Test
    void tellsOfEachEndOnItsOwn() {
        OnePhone phone = picker("\"min-date\": \"2026-12-05\", \"max-date\": \"2026-12-10\"");
        phone.change("r", Map.of("start", "2026-12-06", "end", "2026-12-20"));

        phone.tapFooter();

        assertThat(phone.named("r").get("errors")).isEqualTo(Map.of("end", "This day is not available."));
    }

    @Test
    void showsTheErrorsOfBothEnds() {
        OnePhone phone = OnePhone.plays("error-message-range-end.json");

        assertThat(phone.named("r").get("errors")).isEqualTo(Map.of("start", "Bad start", "end", "Bad end"));
    }

    @Test
    void showsAnErrorOfTheEndAlone() {
        OnePhone phone = picker("\"error-message\": {\"end-date\": \"Bad end\"}");

        assertThat(phone.named("r").get("errors")).isEqualTo(Map.of("end", "Bad end"));
    }

    @Test
    void showsTheErrorsOfBothEndsInsideAForm() {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", """
                {"type": "Form", "name": "f",
                  "error-messages": {"r": {"start-date": "Bad start", "end-date": "Bad end"}}, "children": [
                  {"type": "CalendarPicker", "name": "r", "mode": "range",
                    "label": {"start-date": "From", "end-date": "To"}}]}
                """, ""));

        assertThat(phone.named("r").get("errors")).isEqualTo(Map.of("start", "Bad start", "end", "Bad end"));
    }
}
