package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.CERTAIN;
import static dev.penstock.conformance.Confidence.OBSERVED;
import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Phones report answers that they could not use (docs/reference/protocol.md, section 3), in the clothes of a
 * submission.
 */
final class ErrorNotificationScenarios {

    private static final String GROUP = "error-notifications";
    private static final Map<String, Object> ERROR =
            Map.of("error", "invalid-screen-transition", "error_message", "The screen cannot follow.");

    private ErrorNotificationScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                notification(
                        "data-exchange",
                        "An error notification as data_exchange.",
                        CERTAIN,
                        "data_exchange",
                        ERROR,
                        n -> n),
                notification("init", "An error notification as INIT.", CERTAIN, "INIT", ERROR, n -> n),
                notification(
                        "without-screen",
                        "An error notification without the field screen.",
                        CERTAIN,
                        "data_exchange",
                        ERROR,
                        n -> {
                            n.remove("screen");
                            return n;
                        }),
                notification(
                        "error-key",
                        "An error notification whose key is called error_key, as one of Meta's tables has it.",
                        RECOMMENDED,
                        "data_exchange",
                        Map.of("error_key", "payload-schema-error", "error_message", "The data does not fit."),
                        n -> n),
                notification(
                        "undocumented-key",
                        "An error notification with a key that is not documented.",
                        OBSERVED,
                        "data_exchange",
                        Map.of(
                                "error",
                                "components-validation-error",
                                "error_message",
                                "A component refused its data."),
                        n -> n),
                notification(
                        "empty-key",
                        "An error notification with an empty key.",
                        OBSERVED,
                        "data_exchange",
                        Map.of("error", "", "error_message", "Something failed."),
                        n -> n),
                notification(
                        "number-version",
                        "An error notification whose version is a number of the phone's own.",
                        OBSERVED,
                        "data_exchange",
                        ERROR,
                        n -> {
                            n.put("version", 300);
                            return n;
                        }),
                notification(
                        "unknown-token",
                        "An error notification for a flow token that nobody issued.",
                        RECOMMENDED,
                        "data_exchange",
                        ERROR,
                        n -> {
                            n.put("flow_token", ConformanceTarget.TOKEN_NOBODY_ISSUED);
                            return n;
                        }),
                fieldCalledError("field-and-others", Map.of("error", "no light", "room", "12")),
                fieldCalledError("field-alone", Map.of("error", "no light")));
    }

    private static ConformanceScenario notification(
            String name,
            String sends,
            Confidence confidence,
            String action,
            Map<String, Object> data,
            UnaryOperator<Map<String, Object>> change) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("200, sealed {\"data\":{\"acknowledged\":true}}", confidence)
                .why("An endpoint that takes it for a submission runs a handler on data that no person sent, or"
                        + " fails; the error rate feeds itself.")
                .fix("Before the action is looked at: if data holds error or error_key, and error_message, and"
                        + " nothing else, acknowledge.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var screen = action.equals("INIT") ? "" : screen(probe);
                    var clear = change.apply(new LinkedHashMap<>(probe.request(action, screen, data)));
                    var request = probe.craft(clear).seal();
                    return judge(probe, name, request, probe.send(request));
                });
    }

    private static Verdict judge(Probe probe, String name, Craft.Crafted request, Reply reply) {
        return reply.status() == 427 && name.equals("unknown-token")
                ? Verdict.warning("status 427: the error is not acknowledged, and whoever counts errors misses it")
                : Judge.answer(probe, request, reply, Judge::acknowledged);
    }

    private static ConformanceScenario fieldCalledError(String name, Map<String, Object> data) {
        return ConformanceScenario.of(GROUP, name)
                .sends("A submission with a field called error, %s."
                        .formatted(data.size() > 1 ? "and another one" : "and no error_message"))
                .expects("No acknowledgement: it is a submission", RECOMMENDED)
                .why("A form may have a field of that name. Taken for an error notification, what the person"
                        + " typed is lost.")
                .fix("Acknowledge only if error_message is there too, and nothing else.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var request = probe.craft(probe.request("data_exchange", screen(probe), data))
                            .seal();
                    var reply = probe.send(request);
                    if (reply.status() != 200) {
                        return Judge.survives(reply);
                    }
                    return Opening.of(request, reply.body()).opensTo(Judge::isAcknowledgement)
                            ? Verdict.fail("The submission was acknowledged as an error notification, and is lost.")
                            : Verdict.pass("status 200, and no acknowledgement");
                });
    }

    private static String screen(Probe probe) {
        return probe.target()
                .submission()
                .map(ConformanceTarget.Submission::screen)
                .orElse("SOME_SCREEN");
    }
}
