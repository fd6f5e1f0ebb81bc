package dev.penstock.conformance;

import dev.penstock.FlowRequest;
import dev.penstock.FlowResponse;
import dev.penstock.MalformedRequestException;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.endpoint.ResponseCheck;
import dev.penstock.event.ResponseViolation;
import dev.penstock.json.StrictJson;
import dev.penstock.testing.AnswerData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Judges a clear answer that should show a screen or end the Flow (docs/reference/protocol.md, section 1.4). */
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
        List<ResponseViolation> violations = probe.target()
                .responseCheck()
                .flatMap(check -> violations(check, request, screen, data))
                .orElse(List.of());
        if (violations.isEmpty()) {
            return Verdict.pass("status 200, shows the screen " + screen);
        }
        String words = violations.stream().map(ResponseViolation::toString).collect(Collectors.joining(" "));
        return violations.stream().allMatch(ResponseViolation::isWarning)
                ? Verdict.warning("A phone shows the answer otherwise. " + words)
                : Verdict.fail("A phone refuses the answer, or a person cannot use it. " + words);
    }

    @SuppressWarnings("unchecked") // StrictJson makes every object a map with text keys
    private static Optional<List<ResponseViolation>> violations(
            ResponseCheck check, Map<String, Object> request, String screen, Map<?, ?> data) {
        try {
            FlowResponse response = NextScreen.of(screen).with((Map<String, Object>) data);
            return FlowRequest.parse(StrictJson.write(request)) instanceof ScreenRequest onScreen
                    ? Optional.of(check.check(onScreen, response))
                    : Optional.empty();
        } catch (MalformedRequestException deliberatelyOdd) {
            return Optional.empty();
        }
    }

    /**
     * Judges whether a screen that a person sees again shows the same on phones that merge its data and on phones that
     * replace it: it does if the answer brings all that the screen declares.
     */
    static Verdict judgeLeftOut(Probe probe, Map<String, Object> clear) {
        if (!(clear.get("screen") instanceof String screen) || !(clear.get("data") instanceof Map<?, ?> data)) {
            return Verdict.fail("The clear answer has no screen, or no data.");
        }
        boolean isSeenAgain = probe.target()
                .submission()
                .filter(given -> given.screen().equals(screen))
                .isPresent();
        Set<String> leftOut = new TreeSet<>(probe.target()
                .flowJson()
                .flatMap(flow -> flow.screen(screen))
                .map(shown -> shown.dataModel().properties().keySet())
                .orElse(Set.of()));
        data.keySet().forEach(leftOut::remove);
        if (!isSeenAgain) {
            return Verdict.pass("status 200, shows another screen, so nothing can be left over");
        }
        if (leftOut.isEmpty()) {
            return Verdict.pass("status 200, with all data of the screen");
        }
        String came =
                ("The screen %s is shown again without %s: phones that merge show what it had, phones that replace"
                                + " show nothing there.")
                        .formatted(screen, String.join(", ", leftOut));
        Set<AnswerData> judged = probe.target().answerData();
        if (!judged.contains(AnswerData.REPLACE)) {
            return Verdict.pass(came);
        }
        return judged.contains(AnswerData.MERGE) ? Verdict.warning(came) : Verdict.fail(came);
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
