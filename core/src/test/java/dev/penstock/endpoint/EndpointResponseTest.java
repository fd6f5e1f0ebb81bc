package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointResponseTest {

    private static final byte[] NOTHING = {};

    @Test
    void everyAnswerSaysItsTypeAndThatOfABusyEndpointWhenToComeAgain() {
        assertThat(new EndpointResponse(200, NOTHING).headers())
                .containsOnly(entry("Content-Type", "text/plain; charset=utf-8"));
        assertThat(new EndpointResponse(503, NOTHING).headers())
                .containsOnly(entry("Content-Type", "text/plain; charset=utf-8"), entry("Retry-After", "1"));
    }

    @Test
    void headersAreLookedUpInAnyCase() {
        var busy = new EndpointResponse(503, NOTHING);

        assertThat(busy.header("retry-after")).hasValue("1");
        assertThat(busy.header("Allow")).isEmpty();
    }

    @Test
    void headersAreAddedAndThoseOfTheSameNameReplaced() {
        var more = new EndpointResponse(503, NOTHING).withHeaders(Map.of("retry-after", "5", "X-Trace", "abc"));

        assertThat(more.headers())
                .containsOnly(
                        entry("Content-Type", "text/plain; charset=utf-8"),
                        entry("retry-after", "5"),
                        entry("X-Trace", "abc"));
        assertThat(more.status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\0", " a", "a ", "\u00e9"})
    void aValueCannotBeginAnotherHeader(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointResponse(200, Map.of("X-Trace", value), NOTHING))
                .withMessage("The value of the header X-Trace has characters that HTTP does not allow.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Trace", "X:Trace", "X\r\nTrace", "\u00dcber"})
    void aNameIsOne(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EndpointResponse(200, Map.of(name, "1"), NOTHING));
    }

    @Test
    void aNameIsNotThereTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointResponse(200, Map.of("x-trace", "1", "X-Trace", "2"), NOTHING));
    }

    @Test
    void emptyValuesAndInnerSpacesAreAllowed() {
        assertThat(new EndpointResponse(200, Map.of("X-A", "", "X-B", "max-age=1; x"), NOTHING).headers())
                .hasSize(2);
    }
}
