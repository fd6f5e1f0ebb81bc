package dev.penstock.flowjson.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextLimitsTest {

    @Test
    void knowsTheLimitOfAProperty() {
        assertThat(TextLimits.of("TextHeading", "text")).hasValue(80);
        assertThat(TextLimits.of("Footer", "label")).hasValue(35);
    }

    @Test
    void knowsTheLimitInsideAList() {
        assertThat(TextLimits.of("RadioButtonsGroup", "data-source", "title")).hasValue(30);
        assertThat(TextLimits.of("NavigationList", "list-items", "main-content", "description"))
                .hasValue(20);
        assertThat(TextLimits.of("NavigationList", "list-items", "tags")).hasValue(15);
    }

    @Test
    void knowsNoneWhereNoneIsDocumented() {
        assertThat(TextLimits.of("RichText", "text")).isEmpty();
        assertThat(TextLimits.of("ChipsSelector", "data-source", "title")).isEmpty();
        assertThat(TextLimits.of("TextHeading", "colour")).isEmpty();
        assertThat(TextLimits.of("Nothing", "text")).isEmpty();
    }
}
