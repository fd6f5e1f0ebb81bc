package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.event.ResponseViolation;
import dev.penstock.test.LogRecorder;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseCheckAdviceTest {

    private record Advising(List<String> given) implements ResponseCheck {

        @Override
        public List<ResponseViolation> check(ScreenRequest request, FlowResponse response) {
            return List.of();
        }

        @Override
        public List<String> advice(Flow flow) {
            return given;
        }
    }

    private static List<String> logged(ResponseCheck check) {
        try (var log = LogRecorder.start()) {
            FlowEndpoint.builder(Flow.named("advised")
                            .onInit(request -> NextScreen.of("FIRST"))
                            .build())
                    .keyset(TestKeys.KEYSET)
                    .appSecrets(AppSecrets.of(TestKeys.APP_SECRET))
                    .responseCheck(check, ResponseCheckPolicy.REFUSE)
                    .build();
            return log.lines().stream().filter(line -> line.contains("advised")).toList();
        }
    }

    @Test
    void isLoggedOnceWhenTheEndpointIsBuilt() {
        assertThat(logged(new Advising(List.of("FIRST: give it once.", "SECOND: so too."))))
                .singleElement()
                .asString()
                .contains("WARN", "advised: FIRST: give it once. SECOND: so too.");
    }

    @Test
    void isNoneUnlessTheCheckHasSome() {
        assertThat(logged((request, response) -> List.of())).isEmpty();
        assertThat(logged(new Advising(List.of()))).isEmpty();
    }
}
