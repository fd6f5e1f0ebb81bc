package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.CERTAIN;
import static dev.penstock.conformance.Confidence.OBSERVED;
import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import dev.penstock.conformance.Craft.Crafted;
import dev.penstock.conformance.Opening.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flow tokens and the 427 that refuses them (docs/reference/protocol.md, sections 2 and 7.3). */
final class TokenScenarios {

    private static final String GROUP = "flow-token";
    private static final String VERIFY = "Verify the flow token with every request, and answer 427 if it is not valid.";

    private TokenScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                unknown(),
                unused(),
                expired(),
                readable(),
                odd("missing", "INIT without a flow token.", null),
                odd("empty", "INIT with an empty flow token.", ""),
                odd("long", "INIT with a flow token of 100,000 characters.", "t".repeat(100_000)),
                odd("number", "INIT whose flow token is a number.", 7));
    }

    private static ConformanceScenario unknown() {
        return ConformanceScenario.of(GROUP, "unknown")
                .sends("INIT with a flow token that nobody issued.")
                .expects("427", RECOMMENDED)
                .why("A preview's address is public and sends whatever token is typed there; the token is all"
                        + " that says who asks.")
                .fix(VERIFY)
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> refusal(probe, ConformanceTarget.TOKEN_NOBODY_ISSUED));
    }

    private static ConformanceScenario unused() {
        return ConformanceScenario.of(GROUP, "unused")
                .sends("INIT with the flow token \"unused\", which phones send when the message had none.")
                .expects("427", RECOMMENDED)
                .why("It identifies nobody: two people who send it share one session.")
                .fix("Send every message with a flow token of its own, and refuse this one.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> refusal(probe, "unused"));
    }

    private static ConformanceScenario expired() {
        return ConformanceScenario.of(GROUP, "expired")
                .sends("INIT with the expired flow token that was given.")
                .expects("427", CERTAIN)
                .why("427 turns off the button of the old message and shows the person a text; anything else is"
                        + " an error to them.")
                .fix(VERIFY)
                .needs(Need.OPENED_REQUESTS, Need.EXPIRED_TOKEN)
                .judgedBy(probe -> Judge.refusal(
                        probe.send(init(probe, probe.target().expiredFlowToken().orElseThrow())), 427, CERTAIN));
    }

    private static Verdict refusal(Probe probe, String token) {
        var reply = probe.send(init(probe, token));
        if (reply.status() == 200) {
            return Verdict.warning("status 200: the flow token is not verified");
        }
        return reply.status() == 427 ? Verdict.pass("status 427") : Judge.refusal(reply, 427, RECOMMENDED);
    }

    private static ConformanceScenario readable() {
        return ConformanceScenario.of(GROUP, "427-readable")
                .sends("INIT with a flow token that is refused.")
                .expects("427 with a sealed {\"error_msg\": text}, or without a body", OBSERVED)
                .why("Meta's page prints the body in clear, but phones were seen to decrypt it: in clear, the"
                        + " person sees a decryption error instead of the text.")
                .fix("Seal the body of a 427 like any answer, or send none.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var token = probe.target().expiredFlowToken().orElse(ConformanceTarget.TOKEN_NOBODY_ISSUED);
                    var request = init(probe, token);
                    return readable(request, probe.send(request));
                });
    }

    private static Verdict readable(Crafted request, Reply reply) {
        if (reply.status() != 427) {
            return Verdict.notJudged("The endpoint answered %s: give it a flow token that it refuses with 427."
                    .formatted(reply.words()));
        }
        if (reply.body().length == 0) {
            return Verdict.pass("427 without a body: phones show a text of their own");
        }
        var opening = Opening.of(request, reply.body());
        if (opening.fault().isPresent()) {
            var fault = opening.fault().get();
            return Verdict.fail(
                    fault == Fault.IN_CLEAR ? "The body of the 427 is clear JSON." : "427, but: " + fault.words());
        }
        return opening.opensTo(clear -> clear.get("error_msg") instanceof String)
                ? Verdict.pass("427 with a sealed error_msg")
                : Verdict.fail("The body of the 427 opens, but has no text named error_msg.");
    }

    private static ConformanceScenario odd(String name, String sends, @org.jspecify.annotations.Nullable Object token) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("427, 400 or an answer; no crash", RECOMMENDED)
                .why("How long a flow token may be is not documented, and what a phone sends is not in the"
                        + " endpoint's hands.")
                .fix(VERIFY)
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    Map<String, Object> clear = new LinkedHashMap<>(probe.init());
                    clear.remove("flow_token");
                    if (token != null) {
                        clear.put("flow_token", token);
                    }
                    return Judge.survives(probe.send(probe.craft(clear).seal()));
                });
    }

    private static Crafted init(Probe probe, String token) {
        var clear = new LinkedHashMap<>(probe.init());
        clear.put("flow_token", token);
        return probe.craft(clear).seal();
    }
}
