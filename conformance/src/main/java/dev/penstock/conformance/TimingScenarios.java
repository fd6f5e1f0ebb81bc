package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.CERTAIN;
import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import dev.penstock.conformance.Craft.Crafted;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** How long answers take, and what that gives away. */
final class TimingScenarios {

    private static final String GROUP = "timing";
    private static final int HEALTH_CHECKS = 30;
    private static final int PAIRS = 60;
    private static final double TARGET_MILLIS = 1_000;

    private TimingScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(healthChecks(), inits(), undecryptableKinds());
    }

    private static ConformanceScenario healthChecks() {
        return latency(
                "health-checks",
                "30 health checks, one after the other.",
                probe -> probe.craft(Probe.ping()).seal());
    }

    private static ConformanceScenario inits() {
        return latency(
                "inits",
                "30 INIT, one after the other.",
                probe -> probe.craft(probe.init()).seal());
    }

    private static ConformanceScenario latency(String name, String sends, Function<Probe, Crafted> request) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("Nine of ten within a second", CERTAIN)
                .why("Meta alerts when the slowest tenth takes longer than 1 second, and WhatsApp gives up"
                        + " after 10. A phone's way through the network comes on top.")
                .fix("Parse keys once at the start, not with every request; keep connections to databases open.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var times = new double[HEALTH_CHECKS];
                    for (int i = 0; i < times.length; i++) {
                        var reply = probe.send(request.apply(probe));
                        if (reply.status() != 200) {
                            return Judge.answer(probe, request.apply(probe), reply, clear -> Verdict.pass(""));
                        }
                        times[i] = reply.milliseconds();
                    }
                    Arrays.sort(times);
                    var came = "median %.1f ms, p90 %.1f ms"
                            .formatted(times[times.length / 2], times[times.length * 9 / 10]);
                    return times[times.length * 9 / 10] <= TARGET_MILLIS ? Verdict.pass(came) : Verdict.fail(came);
                });
    }

    private static ConformanceScenario undecryptableKinds() {
        return ConformanceScenario.of(GROUP, "undecryptable-kinds")
                .sends("60 requests whose keys do not unwrap and 60 whose data does not open, in turn.")
                .expects("The same time for both, as far as it can be measured", RECOMMENDED)
                .why("A difference in time says which step failed, as a difference in status does.")
                .fix("Go the same way after a failure: no logging, delay or look-up in one case only.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var unwrap = new double[PAIRS];
                    var open = new double[PAIRS];
                    for (int i = 0; i < PAIRS; i++) {
                        var first = probe.send(UndecryptableScenarios.unwrappable(probe));
                        var second = probe.send(UndecryptableScenarios.tampered(probe));
                        if (first.isMissing() || second.isMissing()) {
                            return Verdict.fail("%s and %s".formatted(first.words(), second.words()));
                        }
                        unwrap[i] = first.milliseconds();
                        open[i] = second.milliseconds();
                    }
                    return compare(unwrap, open);
                });
    }

    /**
     * Medians apart by more than both a millisecond and the spread of the middle half: not chance on a quiet machine.
     */
    private static Verdict compare(double[] unwrap, double[] open) {
        Arrays.sort(unwrap);
        Arrays.sort(open);
        double difference = Math.abs(unwrap[PAIRS / 2] - open[PAIRS / 2]);
        double spread = Math.max(middleHalf(unwrap), middleHalf(open));
        var came = "medians %.2f ms and %.2f ms, the middle half within %.2f ms"
                .formatted(unwrap[PAIRS / 2], open[PAIRS / 2], spread);
        return difference > Math.max(1, spread) ? Verdict.warning(came) : Verdict.pass(came);
    }

    private static double middleHalf(double[] sorted) {
        return sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4];
    }
}
