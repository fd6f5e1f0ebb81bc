package dev.penstock.conformance.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks for the rate from which Meta would alert: doubles the rate until it would, then halves the distance three
 * times.
 *
 * @param steps every run, in order
 */
public record LimitSearch(List<LoadResult> steps) {

    private static final int HALVINGS = 3;

    /** Copies the steps. */
    public LimitSearch {
        steps = List.copyOf(steps);
    }

    /**
     * Searches, beginning with a plan.
     *
     * @param plan the first rate, and how long each step measures
     * @param before hears of the plan of each step before it runs
     * @param progress hears of each second
     * @return the steps
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static LimitSearch run(LoadPlan plan, Consumer<LoadPlan> before, Consumer<LoadResult.Second> progress)
            throws InterruptedException {
        var steps = new ArrayList<LoadResult>();
        double good = 0;
        double rate = plan.rate();
        double bad = Double.POSITIVE_INFINITY;
        int halvings = 0;
        while (halvings <= HALVINGS && good < LoadPlan.MAX_RATE) {
            var step = plan.atRate(rate);
            before.accept(step);
            var result = LoadGenerator.run(step, progress);
            steps.add(result);
            if (AlertRating.of(result).isAlert()) {
                bad = rate;
            } else {
                good = rate;
            }
            if (Double.isInfinite(bad)) {
                rate = Math.min(rate * 2, LoadPlan.MAX_RATE);
            } else {
                halvings++;
                rate = (good + bad) / 2;
            }
        }
        return new LimitSearch(steps);
    }

    /** {@return the fastest run without an alert} */
    public Optional<LoadResult> best() {
        return steps.stream()
                .filter(step -> !AlertRating.of(step).isAlert())
                .reduce((a, b) -> a.plan().rate() >= b.plan().rate() ? a : b);
    }

    /** {@return the slowest run with an alert} */
    public Optional<LoadResult> firstAlerted() {
        return steps.stream()
                .filter(step -> AlertRating.of(step).isAlert())
                .reduce((a, b) -> a.plan().rate() <= b.plan().rate() ? a : b);
    }
}
