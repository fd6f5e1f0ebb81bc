package dev.penstock.postgres;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How the answers of one Flow are kept. What is not said here is as for all Flows.
 *
 * @param flow the name of the Flow, as flow tokens have it
 * @param flowIds the ids of the Flow at Meta: for completions whose flow token does not say the Flow
 * @param keep how long its answers are kept
 * @param seal the fields that are sealed; {@link #EVERY_FIELD} stands for all of them
 */
public record FlowAnswerRules(String flow, Set<String> flowIds, Optional<Duration> keep, Optional<Set<String>> seal) {

    /** Stands for every field: {@value}. */
    public static final String EVERY_FIELD = "*";

    /** The shortest time for which answers are kept: an hour. */
    public static final Duration SHORTEST = Duration.ofHours(1);

    /** The longest time for which answers are kept: 3,650 days. */
    public static final Duration LONGEST = Duration.ofDays(3_650);

    /** Copies the sets, and refuses null and times that are out of range. */
    public FlowAnswerRules {
        if (flow.isBlank()) {
            throw new IllegalArgumentException("A Flow has a name.");
        }
        flowIds = Set.copyOf(flowIds);
        keep = Objects.requireNonNull(keep, "keep").map(FlowAnswerRules::inRange);
        seal = Objects.requireNonNull(seal, "seal").map(Set::copyOf);
    }

    /**
     * Begins with the name alone.
     *
     * @param flow the name of the Flow
     * @return rules that say nothing else
     */
    public static FlowAnswerRules of(String flow) {
        return new FlowAnswerRules(flow, Set.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Says by which ids the Flow is known at Meta.
     *
     * @param ids the ids; a Flow that was made anew has more than one
     * @return a copy
     */
    public FlowAnswerRules withFlowIds(Set<String> ids) {
        return new FlowAnswerRules(flow, ids, keep, seal);
    }

    /**
     * Says how long answers are kept.
     *
     * @param time from {@link #SHORTEST} to {@link #LONGEST}
     * @return a copy
     */
    public FlowAnswerRules withKeep(Duration time) {
        return new FlowAnswerRules(flow, flowIds, Optional.of(time), seal);
    }

    /**
     * Says which fields are sealed.
     *
     * @param fields their names, or {@link #EVERY_FIELD}; none at all seals nothing
     * @return a copy
     */
    public FlowAnswerRules withSeal(Set<String> fields) {
        return new FlowAnswerRules(flow, flowIds, keep, Optional.of(fields));
    }

    static Duration inRange(Duration keep) {
        if (keep.compareTo(SHORTEST) < 0 || keep.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "Answers are kept for %s: it must be from %s to %s.".formatted(keep, SHORTEST, LONGEST));
        }
        return keep;
    }
}
