package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import dev.penstock.conformance.Craft.Crafted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Requests that do not have the documented form, before and after decryption. */
final class MalformedScenarios {

    private static final String GROUP = "malformed";
    private static final String WHY =
            "Meta gives no status for a malformed request. A crash (500) counts as an error of the endpoint and"
                    + " fills its log; 421 makes phones fetch the key again for nothing.";
    private static final String FIX =
            "Check the form before anything is decrypted or used, and answer 400 without a body.";

    private MalformedScenarios() {}

    static List<ConformanceScenario> all() {
        var all = new ArrayList<ConformanceScenario>();
        all.add(envelope(
                "not-json", "Text that is not JSON.", probe -> ping(probe).body("hello")));
        all.add(envelope("empty", "An empty body.", probe -> ping(probe).body("")));
        all.add(envelope("array", "A JSON array.", probe -> ping(probe).body("[]")));
        all.add(envelope("null", "The JSON text null.", probe -> ping(probe).body("null")));
        all.add(envelope(
                "empty-object", "An empty JSON object.", probe -> ping(probe).body("{}")));
        all.add(envelope("cut-off", "The first half of a request.", MalformedScenarios::firstHalf));
        all.add(envelope(
                "not-utf-8",
                "A body that is not UTF-8.",
                probe -> ping(probe).body(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'})));
        for (var field : List.of("encrypted_flow_data", "encrypted_aes_key", "initial_vector")) {
            all.add(envelope(
                    "no-" + field,
                    "A request without %s.".formatted(field),
                    probe -> ping(probe).without(field)));
            all.add(envelope(
                    "number-" + field,
                    "A request whose %s is a number.".formatted(field),
                    probe -> ping(probe).with(field, 1)));
            all.add(envelope(
                    "text-" + field,
                    "A request whose %s is not Base64.".formatted(field),
                    probe -> ping(probe).with(field, "?!\u00e9")));
        }
        all.add(envelope(
                "vector-of-12",
                "An initialization vector of 12 bytes, usual elsewhere.",
                probe -> probe.craft(Probe.ping()).vectorBytes(12).seal()));
        all.add(envelope(
                "vector-empty",
                "An empty initialization vector.",
                probe -> ping(probe).with("initial_vector", "")));
        all.add(envelope(
                "deep",
                "10,000 arrays within each other.",
                probe -> ping(probe).body("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")));
        all.add(unknownField());
        all.add(clear("clear-not-json", "An encrypted text that is not JSON.", "hello"));
        all.add(clear("clear-empty", "An encrypted empty text.", ""));
        all.add(clear("clear-array", "An encrypted JSON array.", "[]"));
        all.add(clear("clear-null", "The encrypted JSON text null.", "null"));
        all.add(clear("no-action", "An encrypted request without an action.", "{\"version\":\"3.0\"}"));
        all.add(clear(
                "unknown-action",
                "An encrypted request with the action explode.",
                "{\"version\":\"3.0\",\"action\":\"explode\"}"));
        all.add(clear(
                "number-action",
                "An encrypted request whose action is a number.",
                "{\"version\":\"3.0\",\"action\":7}"));
        all.add(clear(
                "text-data",
                "A data_exchange whose data is a text.",
                "{\"version\":\"3.0\",\"action\":\"data_exchange\",\"screen\":\"A\",\"data\":\"x\","
                        + "\"flow_token\":\"t\"}"));
        all.add(clear(
                "clear-deep",
                "An encrypted request with 10,000 arrays within each other.",
                "{\"action\":\"ping\",\"data\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
        all.add(clear(
                "long-number",
                "An encrypted request with a number of 100,000 digits.",
                "{\"action\":\"ping\",\"n\":" + "9".repeat(100_000) + "}"));
        return List.copyOf(all);
    }

    private static ConformanceScenario envelope(String name, String sends, Function<Probe, Crafted> request) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("400", RECOMMENDED)
                .why(WHY)
                .fix(FIX)
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> Judge.refusal(probe.send(request.apply(probe)), List.of(400, 413, 415, 422)));
    }

    /** What comes encrypted comes from a phone, so it may also be answered; only crashes are wrong. */
    private static ConformanceScenario clear(String name, String sends, String clear) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("400, or an answer; no crash", RECOMMENDED)
                .why("Newer phones may send what is not known today. A crash counts as an error of the endpoint.")
                .fix("Read the clear request defensively, and answer 400 to what is not understood.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> judgeClear(probe.send(
                        probe.craft(clear.getBytes(StandardCharsets.UTF_8)).seal())));
    }

    private static Verdict judgeClear(Reply reply) {
        var survived = Judge.survives(reply);
        return survived.isPass() && reply.status() == 421
                ? Verdict.warning(
                        "status 421, although the request was decrypted: phones fetch the key again for nothing")
                : survived;
    }

    private static ConformanceScenario unknownField() {
        return ConformanceScenario.of(GROUP, "unknown-field")
                .sends("A health check with an unknown fourth field beside the three.")
                .expects("200", RECOMMENDED)
                .why("Meta may add fields at any time; an endpoint that refuses them stops on that day.")
                .fix("Ignore unknown fields.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var request = ping(probe).with("something_new", Map.of("a", 1));
                    return Judge.answer(probe, request, probe.send(request), Judge::healthy);
                });
    }

    private static Crafted firstHalf(Probe probe) {
        var ping = ping(probe);
        return ping.body(java.util.Arrays.copyOf(ping.body(), ping.body().length / 2));
    }

    private static Crafted ping(Probe probe) {
        return probe.craft(new LinkedHashMap<>(Probe.ping())).seal();
    }
}
