package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Handlers are tested with requests that take a line to make, and no endpoint. */
class RequestsInUnitTestsTest {

    record Choice(String department, LocalDate firstDay) {}

    private final Flow shop = Flow.named("shop")
            .onInit(request ->
                    NextScreen.of("CHOICE").with("token", request.flowToken().value()))
            .onScreen(
                    "CHOICE",
                    Choice.class,
                    (choice, request) -> NextScreen.of("SUMMARY")
                            .with(choice)
                            .with("subject", request.flowToken().subject().orElse("nobody")))
            .onBack("SUMMARY", request -> NextScreen.of("CHOICE").with("from", request.screen()))
            .build();

    @Test
    void openingAFlow() throws Exception {
        assertThat(shop.handle(Init.of("t-1")))
                .isEqualTo(NextScreen.of("CHOICE").with("token", "t-1"));
    }

    @Test
    void submittingAScreenWithAMap() throws Exception {
        var submitted = DataExchange.of("CHOICE", Map.of("department", "beauty", "first_day", "2026-12-01"), "t-1");

        assertThat(shop.handle(submitted))
                .isEqualTo(NextScreen.of("SUMMARY")
                        .with(new Choice("beauty", LocalDate.of(2026, 12, 1)))
                        .with("subject", "nobody"));
    }

    @Test
    void submittingAScreenWithARecord() throws Exception {
        var choice = new Choice("beauty", LocalDate.of(2026, 12, 1));

        assertThat(shop.handle(DataExchange.of("CHOICE", choice, "t-1")))
                .isEqualTo(shop.handle(
                        DataExchange.of("CHOICE", Map.of("department", "beauty", "first_day", "2026-12-01"), "t-1")));
    }

    @Test
    void someoneWhoseTokenWasIssued() throws Exception {
        var token = new FlowToken("t-1", Optional.of("patient-7"));

        var answer = (NextScreen) shop.handle(
                DataExchange.of("CHOICE", Map.of("department", "beauty", "first_day", "2026-12-01"), token));

        assertThat(answer.data().string("subject")).hasValue("patient-7");
        assertThat(Init.of(token).flowToken()).isEqualTo(token);
        assertThat(Back.of("SUMMARY", token).flowToken()).isEqualTo(token);
    }

    @Test
    void goingBack() throws Exception {
        assertThat(shop.handle(Back.of("SUMMARY", "t-1")))
                .isEqualTo(NextScreen.of("CHOICE").with("from", "SUMMARY"));
    }

    @Test
    void theyAreWhatAPhoneSendsWithoutASignature() {
        assertThat(DataExchange.of("CHOICE", Map.of(), "t-1")).isEqualTo(received("data_exchange", "CHOICE"));
        assertThat(Init.of("t-1")).isEqualTo(received("INIT", ""));
        assertThat(Back.of("CHOICE", "t-1")).isEqualTo(received("BACK", "CHOICE"));
    }

    private static FlowRequest received(String action, String screen) {
        var clear = """
                {"version":"3.0","action":"%s","screen":"%s","data":{},"flow_token":"t-1"}""".formatted(action, screen);
        return FlowRequest.parse(clear.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void dataThatNoJsonCanHoldIsRefused() {
        var data = new HashMap<String, Object>();
        data.put("a", null);

        assertThatIllegalArgumentException().isThrownBy(() -> DataExchange.of("CHOICE", data, "t-1"));
    }
}
