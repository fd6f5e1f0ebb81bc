package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import dev.penstock.conformance.Craft.Crafted;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The same bytes again (docs/reference/protocol.md, section 11): nothing in a request makes it fresh. */
final class ReplayScenarios {

    private static final String GROUP = "replay";
    private static final int AT_ONCE = 8;
    private static final String WHY =
            "Key and initialization vector of the answer are fixed by the request. Two different answers under"
                    + " them break AES-GCM for whoever sees both; and a booking made twice is made twice.";
    private static final String FIX =
            "Keep the sealed answer by a hash of the request for a while, and give the same bytes to the same request."
                    + " Where you cannot know whether another was sealed, seal nothing: 503 with Retry-After.";

    private ReplayScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                scenario("same-bytes", "The same signed INIT twice.", Probe::init, ReplayScenarios::inTurn),
                scenario(
                        "same-bytes-at-once",
                        "The same signed INIT eight times at once.",
                        Probe::init,
                        ReplayScenarios::atOnce),
                submission(),
                differentRequests());
    }

    private static ConformanceScenario scenario(
            String name, String sends, java.util.function.Function<Probe, Map<String, Object>> clear, Sending sending) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("The same bytes as answer to each", RECOMMENDED)
                .why(WHY)
                .fix(FIX)
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(
                        probe -> compare(probe, probe.craft(clear.apply(probe)).seal(), sending));
    }

    private static ConformanceScenario submission() {
        return ConformanceScenario.of(GROUP, "same-submission")
                .sends("The submission that was given, the same bytes eight times at once.")
                .expects("The same bytes as answer to each", RECOMMENDED)
                .why(WHY)
                .fix(FIX)
                .needs(Need.OPENED_REQUESTS, Need.SUBMISSION)
                .judgedBy(probe -> {
                    var given = probe.target().submission().orElseThrow();
                    var clear = probe.request("data_exchange", given.screen(), given.data());
                    return compare(probe, probe.craft(clear).seal(), ReplayScenarios::atOnce);
                });
    }

    @FunctionalInterface
    private interface Sending {
        List<Reply> send(Probe probe, Crafted request);
    }

    private static List<Reply> inTurn(Probe probe, Crafted request) {
        return List.of(probe.send(request), probe.send(request));
    }

    private static List<Reply> atOnce(Probe probe, Crafted request) {
        var pending = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> probe.sendAsync(request))
                .toList();
        return pending.stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();
    }

    private static Verdict compare(Probe probe, Crafted request, Sending sending) {
        var replies = sending.send(probe, request);
        var answered = replies.stream().filter(r -> r.status() == 200).toList();
        if (answered.isEmpty()) {
            return Judge.answer(probe, request, replies.getFirst(), clear -> Verdict.pass("status 200"));
        }
        var first = answered.getFirst();
        if (!answered.stream().allMatch(r -> Arrays.equals(r.body(), first.body()))) {
            return Verdict.fail("Different answers were sealed under the same key and initialization vector.");
        }
        var others = replies.stream().filter(r -> r.status() != 200).toList();
        if (others.stream().anyMatch(r -> r.isMissing() || r.isServerError())) {
            return Verdict.fail(
                    "One of the same requests came to " + others.getFirst().words());
        }
        return others.isEmpty()
                ? Verdict.pass("%d answers, the same bytes".formatted(answered.size()))
                : Verdict.warning("%d answers of the same bytes, but also %s"
                        .formatted(answered.size(), others.getFirst().words()));
    }

    private static ConformanceScenario differentRequests() {
        return ConformanceScenario.of(GROUP, "new-request")
                .sends("Two INIT with the same clear text, each encrypted anew.")
                .expects("Both answered, each under its own key", RECOMMENDED)
                .why("A person who opens the Flow again asks the same again; that is no replay.")
                .fix("Recognise a replay by its encrypted bytes, not by its clear text.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    for (int i = 0; i < 2; i++) {
                        var request = probe.craft(probe.init()).seal();
                        var verdict = Judge.answer(
                                probe, request, probe.send(request), clear -> Verdict.pass("both answered"));
                        if (!verdict.isPass()) {
                            return verdict;
                        }
                    }
                    return Verdict.pass("both answered");
                });
    }
}
