package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.CERTAIN;

import dev.penstock.conformance.ConformanceScenario.Need;
import dev.penstock.conformance.Craft.Crafted;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Many at once: each gets its own answer. */
final class ConcurrencyScenarios {

    private static final String GROUP = "concurrency";

    private ConcurrencyScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                scenario("health-checks", 64, "health checks", probe -> Probe.ping(), Judge::healthy),
                scenario("inits", 32, "INIT", Probe::init, clear -> Verdict.pass("answered")));
    }

    private static ConformanceScenario scenario(
            String name,
            int count,
            String what,
            Function<Probe, Map<String, Object>> clear,
            Function<Map<String, Object>, Verdict> content) {
        return ConformanceScenario.of(GROUP, name)
                .sends("%d different %s at once.".formatted(count, what))
                .expects("200 to each, sealed under its own key", CERTAIN)
                .why("Keys, vectors or cipher objects that requests share by mistake give people each other's"
                        + " answers, or errors, only under load.")
                .fix("Keep nothing of a request in a field that requests share; a Cipher or HMAC object belongs"
                        + " to one request.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var requests = IntStream.range(0, count)
                            .mapToObj(i -> probe.craft(clear.apply(probe)).seal())
                            .toList();
                    var pending = requests.stream().map(probe::sendAsync).toList();
                    return judge(probe, requests, pending, content);
                });
    }

    private static Verdict judge(
            Probe probe,
            List<Crafted> requests,
            List<CompletableFuture<Reply>> pending,
            Function<Map<String, Object>, Verdict> content) {
        int busy = 0;
        double slowest = 0;
        for (int i = 0; i < requests.size(); i++) {
            var reply = pending.get(i).join();
            slowest = Math.max(slowest, reply.milliseconds());
            if (reply.status() == 503) {
                busy++;
                continue;
            }
            var verdict = Judge.answer(probe, requests.get(i), reply, content);
            if (!verdict.isPass()) {
                return verdict;
            }
        }
        var came = "%d answered, the slowest in %.0f ms".formatted(requests.size() - busy, slowest);
        return busy == 0 ? Verdict.pass(came) : Verdict.warning("%s; %d refused with 503".formatted(came, busy));
    }
}
