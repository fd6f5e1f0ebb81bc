package dev.penstock.conformance;

import dev.penstock.conformance.Craft.Crafted;
import dev.penstock.conformance.Opening.Fault;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** From a reply to a verdict, in the few ways that most scenarios need. */
final class Judge {

    private Judge() {}

    /** A request that is to be refused with one status. An answer 200, a crash and a broken connection are failures. */
    static Verdict refusal(Reply reply, int expected, Confidence confidence) {
        if (reply.status() == expected) {
            return Verdict.pass(reply.words());
        }
        var other = unacceptable(reply);
        if (!other.isPass()) {
            return other;
        }
        var came = "%s instead of %d".formatted(reply.words(), expected);
        return confidence == Confidence.CERTAIN ? Verdict.fail(came) : Verdict.warning(came);
    }

    /** A request that is to be refused with any status of the client's fault; the first one is preferred. */
    static Verdict refusal(Reply reply, List<Integer> accepted) {
        return accepted.contains(reply.status())
                ? Verdict.pass(reply.words())
                : refusal(reply, accepted.getFirst(), Confidence.RECOMMENDED);
    }

    /** What no request that is to be refused may be answered with. */
    private static Verdict unacceptable(Reply reply) {
        if (reply.isMissing()) {
            return Verdict.fail(reply.words());
        }
        if (reply.status() == 200) {
            return Verdict.fail("status 200: the request was accepted");
        }
        return reply.isServerError()
                ? Verdict.fail(reply.words() + ": the request made the endpoint fail")
                : Verdict.pass(reply.words());
    }

    /** A request that may be refused or answered, but must not make the endpoint fail. */
    static Verdict survives(Reply reply) {
        if (reply.isMissing() || reply.isServerError()) {
            return Verdict.fail(reply.words());
        }
        return Verdict.pass(reply.words());
    }

    /** A request that is to be answered with 200 and a sealed object. */
    static Verdict answer(Probe probe, Crafted request, Reply reply, Function<Map<String, Object>, Verdict> content) {
        if (reply.status() == 427) {
            return Verdict.notJudged(
                    probe.target().hasFlowToken()
                            ? "The endpoint does not accept the flow token that was given (427)."
                            : "The endpoint does not accept the made-up flow token (427): give it a valid one.");
        }
        if (reply.status() != 200) {
            return Verdict.fail(reply.words() + " instead of 200");
        }
        var opening = Opening.of(request, reply.body());
        if (opening.fault().isEmpty()) {
            return content.apply(opening.clear().orElse(Map.of()));
        }
        return opening.fault().equals(probe.baseline().opening().fault())
                ? behindKnownFault(opening, content)
                : behindNewFault(opening, content);
    }

    /** The health check has named the fault; here only the content counts. */
    private static Verdict behindKnownFault(Opening opening, Function<Map<String, Object>, Verdict> content) {
        return opening.clear()
                .map(content)
                .orElse(Verdict.notJudged("No answer opens, not that of the health check either."));
    }

    private static Verdict behindNewFault(Opening opening, Function<Map<String, Object>, Verdict> content) {
        var fault = opening.fault().map(Fault::words).orElse("");
        var inside = opening.clear().map(content).filter(verdict -> verdict.kind() == Verdict.Kind.FAIL);
        return Verdict.fail(
                inside.map(verdict -> verdict.came() + " Besides: " + fault).orElse(fault));
    }

    /** The answer to a health check. */
    static Verdict healthy(Map<String, Object> clear) {
        return clear.get("data") instanceof Map<?, ?> data && "active".equals(data.get("status"))
                ? Verdict.pass("status 200, opened, data.status is active")
                : Verdict.fail("The clear answer does not say data.status = active.");
    }

    /** The answer to an error notification. */
    static Verdict acknowledged(Map<String, Object> clear) {
        return isAcknowledgement(clear)
                ? Verdict.pass("status 200, opened, data.acknowledged is true")
                : Verdict.fail(
                        clear.containsKey("screen")
                                ? "The error notification was taken for a submission: the answer is a screen."
                                : "The clear answer does not say data.acknowledged = true.");
    }

    static boolean isAcknowledgement(Map<String, Object> clear) {
        return clear.get("data") instanceof Map<?, ?> data && Boolean.TRUE.equals(data.get("acknowledged"));
    }

    /** The health check with the fault in sealing its answer. */
    static Verdict ping(Reply reply, Opening opening) {
        if (reply.status() != 200) {
            return Verdict.fail(reply.words() + " instead of 200" + meaning(reply.status()));
        }
        return opening.fault()
                .map(Fault::words)
                .map(Verdict::fail)
                .orElseGet(() -> healthy(opening.clear().orElse(Map.of())));
    }

    static String meaning(int status) {
        return switch (status) {
            case 421 -> ": the endpoint cannot decrypt, so it holds another private key, or unwraps wrongly";
            case 432 -> ": the endpoint does not accept the signature, so it has another app secret, or none was given";
            case 404 -> ": there is no endpoint at this path";
            case 401, 403 -> ": something in front of the endpoint asks for credentials";
            case 201, 202, 204 -> ": WhatsApp takes only 200 for success";
            default -> status >= 300 && status < 400 ? ": WhatsApp is not known to follow redirects" : "";
        };
    }
}
