package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import dev.penstock.conformance.Craft.Crafted;
import dev.penstock.testing.FlowTokenSigner;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature.Policy;
import dev.penstock.trust.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * {@code flow_token_signature} of data API 4.0 (docs/reference/protocol.md, section 1.6). To verify it is the
 * business's choice; whoever does must not be talked out of it.
 */
final class TokenSignatureScenarios {

    private static final String GROUP = "flow-token-signature";
    private static final String FIX =
            "Verify it as a JWT of exactly HS256 under the app secret, whose claim flow_token is the flow token;"
                    + " hold exp and nbf if they are there; answer 427 otherwise.";

    private TokenSignatureScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                valid(),
                otherSecret(),
                forged(
                        "other-token",
                        "a signature that vouches for another flow token",
                        (signer, token) -> signer.sign(token + "-of-somebody-else")),
                forged(
                        "alg-none",
                        "a signature whose alg is none, without a third part",
                        (signer, token) -> unsigned("none", token)),
                forged(
                        "alg-none-written-otherwise",
                        "a signature whose alg is NonE, without a third part",
                        (signer, token) -> unsigned("NonE", token)),
                forged(
                        "other-algorithm",
                        "a signature that says HS512 and is HS256",
                        (signer, token) -> signer.jwt(Map.of("alg", "HS512"), Map.of("flow_token", token))),
                forged(
                        "expired",
                        "a signature that expired an hour ago",
                        (signer, token) -> signer.jwt(
                                Map.of("alg", "HS256"),
                                Map.of("flow_token", token, "exp", Instant.now().getEpochSecond() - 3600))),
                forged(
                        "no-claim",
                        "a signature without the claim flow_token",
                        (signer, token) -> signer.jwt(Map.of("alg", "HS256"), Map.of("sub", token))),
                forged("no-jwt", "a signature that is no JWT", (signer, token) -> "no.jwt"),
                absent(),
                absentInErrorNotification(),
                oldSecret());
    }

    private static ConformanceScenario valid() {
        return ConformanceScenario.of(GROUP, "valid")
                .sends("INIT of data API 4.0 with the right flow token signature.")
                .expects("200, sealed", RECOMMENDED)
                .why("It comes with every request of a message since data API 4.0: whoever refuses it refuses"
                        + " everybody.")
                .fix(FIX)
                .needs(Need.OPENED_REQUESTS, Need.APP_SECRET)
                .judgedBy(probe -> accepted(
                        probe, signed(probe, signer(probe).sign(probe.target().flowToken()))));
    }

    private static ConformanceScenario otherSecret() {
        return ConformanceScenario.of(GROUP, "other-secret")
                .sends("INIT of data API 4.0 whose flow token signature is made with another secret.")
                .expects("427", RECOMMENDED)
                .why("The signature says that Meta sent this flow token to this person: who does not look"
                        + " cannot know it.")
                .fix(FIX)
                .needs(Need.OPENED_REQUESTS, Need.APP_SECRET)
                .judgedBy(probe -> {
                    var reply = probe.send(madeWithOtherSecret(probe));
                    return reply.status() == 200
                            ? Verdict.warning("status 200: flow token signatures are not verified")
                            : Judge.refusal(reply, 427, RECOMMENDED);
                });
    }

    private static ConformanceScenario forged(
            String name, String what, BiFunction<FlowTokenSigner, String, String> forge) {
        return ConformanceScenario.of(GROUP, name)
                .sends("INIT of data API 4.0 with %s.".formatted(what))
                .expects("427", RECOMMENDED)
                .why("Whoever verifies, but takes this, takes what anybody can make or keep: it vouches for nothing.")
                .fix(FIX)
                .needs(Need.OPENED_REQUESTS, Need.APP_SECRET)
                .judgedBy(probe -> {
                    var reply = probe.send(signed(
                            probe, forge.apply(signer(probe), probe.target().flowToken())));
                    if (reply.status() == 200 && !verifies(probe)) {
                        return Verdict.notJudged("The endpoint does not verify flow token signatures.");
                    }
                    return Judge.refusal(reply, 427, RECOMMENDED);
                });
    }

    private static ConformanceScenario absent() {
        return ConformanceScenario.of(GROUP, "absent")
                .sends("INIT of data API 4.0 without a flow token signature.")
                .expects("what the endpoint's policy says: 427 if signatures are required, or else 200", RECOMMENDED)
                .why("It is absent below data API 4.0 and may be absent in previews: to require it is a choice,"
                        + " with a price.")
                .fix("Require it only if no Flow of older versions and no preview has to work.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var request = probe.craft(init(probe)).seal();
                    var reply = probe.send(request);
                    var policy = probe.target().tokenSignaturePolicy();
                    if (policy.isEmpty()
                            && reply.status() == 427
                            && probe.target().hasFlowToken()) {
                        return Verdict.pass("status 427: flow token signatures are required");
                    }
                    return policy.filter(Policy.REQUIRED::equals).isPresent()
                            ? Judge.refusal(reply, 427, Confidence.CERTAIN)
                            : accepted(probe, request, reply);
                });
    }

    private static ConformanceScenario absentInErrorNotification() {
        return ConformanceScenario.of(GROUP, "absent-in-error-notification")
                .sends("An error notification of data API 4.0, which phones send without a flow token signature.")
                .expects("200, sealed {\"data\":{\"acknowledged\":true}}, whatever the policy", Confidence.OBSERVED)
                .why("It tells what went wrong on the phone; there is nobody to be shown a 427.")
                .fix("Recognise error notifications before flow token signatures are looked at.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var clear = new LinkedHashMap<>(init(probe));
                    clear.put("data", Map.of("error", "timeout_error", "error_message", "No answer in time."));
                    var request = probe.craft(clear).seal();
                    var reply = probe.send(request);
                    return reply.status() == 427 && probe.target().hasFlowToken()
                            ? Verdict.fail("status 427 instead of 200")
                            : Judge.answer(probe, request, reply, Judge::acknowledged);
                });
    }

    private static ConformanceScenario oldSecret() {
        return ConformanceScenario.of(GROUP, "old-secret")
                .sends("INIT of data API 4.0 whose signature is made with the app secret before the reset.")
                .expects("200, sealed, for as long as the old secret is accepted", RECOMMENDED)
                .why("The signature stays with the message: after a reset of the secret the messages of before"
                        + " still come with it.")
                .fix("Accept the previous secret for a while, for requests and for flow token signatures.")
                .needs(Need.OPENED_REQUESTS, Need.PREVIOUS_SECRET)
                .judgedBy(probe -> accepted(
                        probe,
                        signed(
                                probe,
                                FlowTokenSigner.with(probe.target()
                                                .previousSignature()
                                                .orElseThrow())
                                        .sign(probe.target().flowToken()))));
    }

    /** Whether a signature under another secret is refused; without that nothing else says anything. */
    private static boolean verifies(Probe probe) {
        return probe.send(madeWithOtherSecret(probe)).status() != 200;
    }

    private static Crafted madeWithOtherSecret(Probe probe) {
        var other = RequestSignature.of(AppSecrets.of("a-secret-that-is-nobody-s-at-all"));
        return signed(probe, FlowTokenSigner.with(other).sign(probe.target().flowToken()));
    }

    private static Verdict accepted(Probe probe, Crafted request) {
        return accepted(probe, request, probe.send(request));
    }

    private static Verdict accepted(Probe probe, Crafted request, Reply reply) {
        if (reply.status() == 427 && probe.target().hasFlowToken()) {
            return Verdict.fail("status 427 instead of 200");
        }
        return Judge.answer(probe, request, reply, clear -> Verdict.pass("status 200, opened"));
    }

    private static FlowTokenSigner signer(Probe probe) {
        return FlowTokenSigner.with(probe.target().access().signature().orElseThrow());
    }

    private static Crafted signed(Probe probe, String signature) {
        var clear = init(probe);
        clear.put("flow_token_signature", signature);
        return probe.craft(clear).seal();
    }

    private static Map<String, Object> init(Probe probe) {
        var clear = new LinkedHashMap<>(probe.init());
        clear.put("version", "4.0");
        return clear;
    }

    private static String unsigned(String algorithm, String token) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var header = "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm);
        return "%s.%s."
                .formatted(
                        encoder.encodeToString(header.getBytes(StandardCharsets.US_ASCII)),
                        encoder.encodeToString(dev.penstock.json.StrictJson.write(Map.of("flow_token", token))));
    }
}
