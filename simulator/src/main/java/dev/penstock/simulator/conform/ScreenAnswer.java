package dev.penstock.simulator.conform;

import dev.penstock.FlowRequest;
import dev.penstock.FlowResponse;
import dev.penstock.MalformedRequestException;
import dev.penstock.NextScreen;
import dev.penstock.ResponseCheck;
import dev.penstock.ScreenRequest;
import dev.penstock.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a clear answer that should show a screen or end the Flow (protocol sheet, section 1.4). */
final class ScreenAnswer {

    private ScreenAnswer() {}

    static Verdict judge(Probe probe, Map<String, Object> request, Map<String, Object> clear) {
        if (Judge.isAcknowledgement(clear)) {
            return Verdict.fail("The request was taken for an error notification: the answer only acknowledges it.");
        }
        if (!(clear.get("screen") instanceof String screen) || screen.isEmpty()) {
            return Verdict.fail("The clear answer has no text named screen.");
        }
        if (!(clear.get("data") instanceof Map<?, ?> data)) {
            return Verdict.fail("The clear answer has no object named data.");
        }
        if (containsNull(data)) {
            return Verdict.fail("data holds null: leave such a field out.");
        }
        return screen.equals("SUCCESS") ? completion(data) : next(probe, request, screen, data);
    }

    private static Verdict completion(Map<?, ?> data) {
        if (!data.containsKey("extension_message_response")) {
            return Verdict.pass("status 200, ends the Flow without a message");
        }
        return data.get("extension_message_response") instanceof Map<?, ?> response
                        && response.get("params") instanceof Map<?, ?> params
                        && params.get("flow_token") instanceof String
                ? Verdict.pass("status 200, ends the Flow with its flow token")
                : Verdict.fail("SUCCESS without extension_message_response.params.flow_token.");
    }

    private static Verdict next(Probe probe, Map<String, Object> request, String screen, Map<?, ?> data) {
        var violations = probe.target()
                .responseCheck()
                .flatMap(check -> violations(check, request, screen, data))
                .orElse(List.of());
        return violations.isEmpty()
                ? Verdict.pass("status 200, shows the screen " + screen)
                : Verdict.fail("A phone refuses the answer. " + String.join(" ", violations));
    }

    @SuppressWarnings("unchecked") // StrictJson makes every object a map with text keys
    private static Optional<List<String>> violations(
            ResponseCheck check, Map<String, Object> request, String screen, Map<?, ?> data) {
        try {
            FlowResponse response = NextScreen.of(screen).with((Map<String, Object>) data);
            return FlowRequest.parse(StrictJson.write(request)) instanceof ScreenRequest onScreen
                    ? Optional.of(check.check(onScreen, response).stream()
                            .map(violation -> violation.path() + ": " + violation.message())
                            .toList())
                    : Optional.empty();
        } catch (MalformedRequestException deliberatelyOdd) {
            return Optional.empty();
        }
    }

    private static boolean containsNull(Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                object.values().stream().anyMatch(inside -> inside == null || containsNull(inside));
            case List<?> list -> list.stream().anyMatch(inside -> inside == null || containsNull(inside));
            default -> false;
        };
    }
}
