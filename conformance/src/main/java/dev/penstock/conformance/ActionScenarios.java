package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.CERTAIN;
import static dev.penstock.conformance.Confidence.OBSERVED;
import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The four actions and the answers to them (docs/reference/protocol.md, sections 1.3 and 1.4). */
final class ActionScenarios {

    private static final String GROUP = "actions";

    private ActionScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                ping(),
                pingLike(
                        "ping-extra-fields",
                        "A health check with flow_token, screen, data and an unknown field.",
                        Map.of("flow_token", "t", "screen", "", "data", Map.of(), "something_new", 1)),
                pingLike("ping-version-4", "A health check of data API version 4.0.", Map.of("version", "4.0")),
                init("init", "INIT with an empty screen and empty data, as phones send it.", Probe::init, CERTAIN),
                init(
                        "init-without-data",
                        "INIT without the field data.",
                        probe -> without(probe.init(), "data"),
                        CERTAIN),
                init(
                        "init-without-screen",
                        "INIT without the fields screen and data.",
                        probe -> without(probe.init(), "screen", "data"),
                        CERTAIN),
                init(
                        "init-version-4",
                        "INIT of data API version 4.0 without a flow token signature.",
                        probe -> with(probe.init(), "version", "4.0"),
                        OBSERVED),
                init(
                        "init-unknown-field",
                        "INIT with an unknown field.",
                        probe -> with(probe.init(), "something_new", List.of(1)),
                        RECOMMENDED),
                fitsFlowJson(),
                dataExchange(),
                mergeOrReplace(),
                unknownScreen(),
                back("back", "BACK with empty data.", request -> request),
                back("back-without-data", "BACK without the field data.", request -> without(request, "data")));
    }

    private static ConformanceScenario ping() {
        return ConformanceScenario.of(GROUP, "ping")
                .sends("A health check.")
                .expects("200, sealed {\"data\":{\"status\":\"active\"}} as plain Base64 text", CERTAIN)
                .why("Meta asks this before it publishes a Flow, and for as long as the Flow is published;"
                        + " below 90 % there is an alert.")
                .fix("Answer like any other request: same key, initialization vector with every bit inverted,"
                        + " Base64 text alone as the body.")
                .judgedBy(probe ->
                        Judge.ping(probe.baseline().reply(), probe.baseline().opening()));
    }

    private static ConformanceScenario pingLike(String name, String sends, Map<String, Object> fields) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("200, data.status is active", RECOMMENDED)
                .why("Nothing but the action makes a health check; an endpoint that looks at more may stop to"
                        + " be available.")
                .fix("Decide by action alone, and ignore what is not known.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var clear = Probe.ping();
                    clear.putAll(fields);
                    var request = probe.craft(clear).seal();
                    return Judge.answer(probe, request, probe.send(request), Judge::healthy);
                });
    }

    private static ConformanceScenario init(
            String name, String sends, Function<Probe, Map<String, Object>> clear, Confidence confidence) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("200, a sealed object with screen and data", confidence)
                .why("This opens the Flow. screen and data may be empty or missing in it.")
                .fix("Take a missing screen for an empty text and missing data for an empty object; answer with"
                        + " the first screen.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> screen(probe, clear.apply(probe)));
    }

    private static ConformanceScenario fitsFlowJson() {
        return ConformanceScenario.of(GROUP, "init-fits-flow-json")
                .sends("INIT as phones send it.")
                .expects("An entry screen of the Flow JSON, with data of the declared types", OBSERVED)
                .why("A phone refuses a screen that cannot come first, and data of other types; the person sees"
                        + " an error.")
                .fix("Answer with a screen that no edge of the routing model leads to, and with what its data"
                        + " section declares.")
                .needs(Need.OPENED_REQUESTS, Need.FLOW_JSON)
                .judgedBy(probe -> screen(probe, probe.init()));
    }

    private static ConformanceScenario dataExchange() {
        return ConformanceScenario.of(GROUP, "data-exchange")
                .sends("The submission that was given.")
                .expects("200, a sealed object with screen and data, and no null in data", CERTAIN)
                .why("This is every step of a person through the Flow.")
                .fix("Answer with a screen and its data; with data.error_message on the same screen if"
                        + " something is wrong.")
                .needs(Need.OPENED_REQUESTS, Need.SUBMISSION)
                .judgedBy(probe -> screen(probe, submission(probe, "data_exchange", true)));
    }

    private static ConformanceScenario mergeOrReplace() {
        return ConformanceScenario.of(GROUP, "merge-or-replace")
                .sends("The submission that was given.")
                .expects("Where the same screen is shown again, all the data that it declares", OBSERVED)
                .why("One client keeps what an answer leaves out, also old messages and flags; whether others"
                        + " show nothing there is not known.")
                .fix("Send all data of a screen with every answer that shows it, also with data.error_message.")
                .needs(Need.OPENED_REQUESTS, Need.SUBMISSION, Need.SCREEN_DATA)
                .judgedBy(probe -> {
                    var request = probe.craft(submission(probe, "data_exchange", true))
                            .seal();
                    return Judge.answer(
                            probe, request, probe.send(request), answer -> ScreenAnswer.judgeLeftOut(probe, answer));
                });
    }

    private static ConformanceScenario unknownScreen() {
        return ConformanceScenario.of(GROUP, "unknown-screen")
                .sends("A data_exchange from a screen that no Flow has.")
                .expects("An answer or a refusal; no crash", RECOMMENDED)
                .why("Messages that were sent long ago keep the screens of the Flow as it was then.")
                .fix("Answer the same screen with data.error_message, or refuse with 427 so that the person"
                        + " asks for a new message.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> Judge.survives(
                        probe.send(probe.craft(probe.request("data_exchange", "NO_SUCH_SCREEN", Map.of("a", "b")))
                                .seal())));
    }

    private static ConformanceScenario back(
            String name, String sends, Function<Map<String, Object>, Map<String, Object>> change) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends + " The screen is that of the submission that was given.")
                .expects("200, a sealed object with screen and data", CERTAIN)
                .why("BACK never carries data, and a Flow cannot make it do so: the endpoint has to know what"
                        + " was chosen.")
                .fix("Keep what was chosen by flow token, and fill the previous screen from it.")
                .needs(Need.OPENED_REQUESTS, Need.SUBMISSION)
                .judgedBy(probe -> screen(probe, change.apply(submission(probe, "BACK", false))));
    }

    private static Map<String, Object> submission(Probe probe, String action, boolean withData) {
        return probe.target()
                .submission()
                .map(s -> probe.request(action, s.screen(), withData ? s.data() : Map.of()))
                .orElseThrow();
    }

    private static Verdict screen(Probe probe, Map<String, Object> clear) {
        var request = probe.craft(clear).seal();
        return Judge.answer(probe, request, probe.send(request), answer -> ScreenAnswer.judge(probe, clear, answer));
    }

    private static Map<String, Object> with(Map<String, Object> request, String field, Object value) {
        var changed = new LinkedHashMap<>(request);
        changed.put(field, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> request, String... fields) {
        var changed = new LinkedHashMap<>(request);
        changed.keySet().removeAll(Set.of(fields));
        return changed;
    }
}
