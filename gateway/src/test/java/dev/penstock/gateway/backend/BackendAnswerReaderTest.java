package dev.penstock.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.FlowData;
import dev.penstock.gateway.backend.BackendException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of an answer, and what is said of everything else. */
class BackendAnswerReaderTest {

    private static BackendAnswer read(int status, String body) {
        return BackendAnswerReader.read(status, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsAScreenAsMetaDocumentsIt() {
        assertThat(read(200, "{\"version\":\"3.0\",\"screen\":\"A\",\"data\":{\"n\":1,\"list\":[{\"id\":\"x\"}]}}"))
                .isEqualTo(new BackendAnswer.Next(
                        "A", FlowData.from(Map.of("n", 1, "list", List.of(Map.of("id", "x"))))));
        assertThat(read(200, "{\"screen\":\"A\"}")).isEqualTo(new BackendAnswer.Next("A", FlowData.empty()));
    }

    @Test
    void readsTheEndAsMetaDocumentsItAndTheShorterForm() {
        var end = new BackendAnswer.Complete(Optional.of(FlowData.from(Map.of("booking_id", "B-1"))));

        assertThat(read(200, "{\"complete\":{\"booking_id\":\"B-1\"}}")).isEqualTo(end);
        assertThat(read(
                        200,
                        "{\"screen\":\"SUCCESS\",\"data\":{\"extension_message_response\":"
                                + "{\"params\":{\"booking_id\":\"B-1\"}}}}"))
                .isEqualTo(end);
        assertThat(read(200, "{\"screen\":\"SUCCESS\",\"data\":{}}"))
                .isEqualTo(new BackendAnswer.Complete(Optional.empty()));
        assertThat(read(200, "{\"complete\":{}}")).isEqualTo(new BackendAnswer.Complete(Optional.of(FlowData.empty())));
    }

    @Test
    void readsStayWithAndWithoutData() {
        assertThat(read(200, "{\"stay\":\"Gone.\"}")).isEqualTo(new BackendAnswer.Stay("Gone.", FlowData.empty()));
        assertThat(read(200, "{\"stay\":\"Gone.\",\"data\":{\"slots\":[]}}"))
                .isEqualTo(new BackendAnswer.Stay("Gone.", FlowData.from(Map.of("slots", List.of()))));
    }

    @Test
    void readsAnInvalidToken() {
        assertThat(read(427, "{\"error_msg\":\"Ask anew.\"}")).isEqualTo(new BackendAnswer.InvalidToken("Ask anew."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | ``                                        | NOT_JSON | is empty
            200 | [{"screen":"A"}]                          | NOT_JSON | array
            200 | <html>                                    | NOT_JSON | HTML
            200 | \uFEFF{"screen":"A"}                      | NOT_JSON | byte order mark
            200 | {"screen":"A"} trailing                   | NOT_JSON | nothing else
            200 | {"screen":"A","screen":"B"}               | NOT_JSON | line 1
            200 | null                                      | NOT_JSON | not one JSON object
            200 | {}                                        | UNFIT    | none of them
            200 | {"screen":"A","stay":"x"}                 | UNFIT    | screen and stay
            200 | {"stay":"x","complete":{}}                | UNFIT    | stay and complete
            200 | {"screen":""}                             | UNFIT    | "screen" is the id
            200 | {"screen":7}                              | UNFIT    | "screen" is the id
            200 | {"screen":null}                           | UNFIT    | "screen" is the id
            200 | {"screen":"A","data":[]}                  | UNFIT    | "data" is not an object
            200 | {"screen":"A","data":null}                | UNFIT    | "data" is null
            200 | {"screen":"A","data":{"x":null}}          | UNFIT    | data.x is null
            200 | {"screen":"A","data":{"x":[{"y":null}]}}  | UNFIT    | data.x[].y is null
            200 | {"stay":""}                               | UNFIT    | "stay" is the text
            200 | {"stay":{}}                               | UNFIT    | "stay" is the text
            200 | {"complete":"x"}                          | UNFIT    | "complete" is not an object
            200 | {"complete":{"x":null}}                   | UNFIT    | complete.x is null
            427 | {"screen":"A"}                            | UNFIT    | error_msg
            427 | {"error_msg":" "}                         | UNFIT    | error_msg
            302 | {"screen":"A"}                            | REDIRECT | redirects are never followed
            201 | {"screen":"A"}                            | STATUS   | 201
            204 | ``                                        | STATUS   | 204
            404 | {"screen":"A"}                            | STATUS   | 404
            421 | ``                                        | STATUS   | 421
            500 | {"screen":"A"}                            | STATUS   | 500
            """)
    void saysWhatToMend(int status, String body, Reason reason, String part) {
        assertThatThrownBy(() -> read(status, body))
                .isInstanceOfSatisfying(
                        BackendException.class,
                        thrown -> assertThat(thrown.reason()).isEqualTo(reason))
                .hasMessageContaining(part);
    }

    @Test
    void refusesWhatIsNoUtf8() {
        assertThatThrownBy(
                        () -> BackendAnswerReader.read(200, "{\"stay\":\"für\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(
                        BackendException.class,
                        thrown -> assertThat(thrown.reason()).isEqualTo(Reason.NOT_JSON))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void nothingOfAnAnswerIsRepeated() {
        assertThatThrownBy(() -> read(200, "<p>Ada Lovelace")).hasMessageNotContaining("Ada");
        assertThatThrownBy(() -> read(200, "{\"stay\":5,\"x\":\"Ada\"}")).hasMessageNotContaining("Ada");
    }
}
