package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.CERTAIN;
import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Bodies of all sizes (docs/reference/protocol.md, section 1.1: the payload limit is 10 MB, its scope is not
 * documented).
 */
final class SizeScenarios {

    private static final String GROUP = "sizes";
    private static final int MEGABYTE = 1_000_000;

    private SizeScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                accepted(
                        "150-kilobytes",
                        150_000,
                        CERTAIN,
                        "many frameworks refuse bodies of more than 100 kB unless told otherwise"),
                accepted(
                        "1-megabyte",
                        MEGABYTE,
                        CERTAIN,
                        "proxies such as nginx refuse bodies of more than 1 MB unless told otherwise"),
                accepted(
                        "7-megabytes",
                        7 * MEGABYTE,
                        CERTAIN,
                        "its body is just under 10 MB, so it is within the limit however that is counted"),
                tooLarge(),
                unicode());
    }

    private static ConformanceScenario accepted(String name, int bytes, Confidence confidence, String remark) {
        return ConformanceScenario.of(GROUP, name)
                .sends("A health check with %,d bytes of padding in data; %s.".formatted(bytes, remark))
                .expects("200", confidence)
                .why("Meta allows payloads of 10 MB; forms with photos and long texts come near it.")
                .fix("Raise the limit on bodies in the proxy and in the framework to 15 MB.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var clear = Probe.ping();
                    clear.put("data", Map.of("padding", "x".repeat(bytes)));
                    var request = probe.craft(clear).seal();
                    return Judge.answer(probe, request, probe.send(request), Judge::healthy);
                });
    }

    private static ConformanceScenario tooLarge() {
        return ConformanceScenario.of(GROUP, "40-megabytes")
                .sends("A body of 40 MB, far beyond the limit.")
                .expects("413, or the connection is closed", RECOMMENDED)
                .why("Without a limit, a few such bodies at once take all memory.")
                .fix("Limit bodies to about 15 MB, in the proxy or in the framework.")
                .judgedBy(probe -> {
                    var body = new byte[40 * MEGABYTE];
                    Arrays.fill(body, (byte) ' ');
                    var reply = probe.send(probe.craft(Probe.ping()).seal().body(body));
                    if (reply.isMissing() && !reply.failure().contains("in time")) {
                        return Verdict.pass("the connection was closed");
                    }
                    if (reply.isMissing() || reply.isServerError()) {
                        return Verdict.fail(reply.words());
                    }
                    return switch (reply.status()) {
                        case 413, 503 -> Verdict.pass(reply.words());
                        default -> Verdict.warning(reply.words() + ": 40 MB were read, instead of 413");
                    };
                });
    }

    private static ConformanceScenario unicode() {
        return ConformanceScenario.of(GROUP, "all-scripts")
                .sends("A health check with emoji, Arabic, Chinese, combining and control characters in data.")
                .expects("200", CERTAIN)
                .why("People type whatever their keyboards have. The clear text is UTF-8.")
                .fix("Decode the clear request as UTF-8, not in the platform's character set.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var clear = Probe.ping();
                    clear.put(
                            "data",
                            Map.of(
                                    "text",
                                    "\ud83d\udc69\u200d\ud83d\udcbb \u0645\u0631\u062d\u0628\u0627 \u4f60\u597d"
                                            + " e\u0301 \u2028 \u0001 \"\\/"));
                    var request = probe.craft(clear).seal();
                    return Judge.answer(probe, request, probe.send(request), Judge::healthy);
                });
    }
}
