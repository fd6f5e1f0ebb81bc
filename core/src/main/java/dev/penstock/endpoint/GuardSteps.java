package dev.penstock.endpoint;

import dev.penstock.event.RequestStep;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Asks a replay guard once, and tells how long it took: until it has an answer made, or gives one, and then to keep
 * what was made. Not thread-safe; a guard has the answer made in the thread that asks.
 */
final class GuardSteps implements Supplier<GuardedAnswer> {

    private final Making making;
    private final RequestEvents told;
    private RequestStep.Name step = RequestStep.Name.GUARD;
    private Instant since;

    GuardSteps(Making making, RequestEvents told) {
        this.making = making;
        this.told = told;
        this.since = told.now();
    }

    GuardedAnswer ask(ReplayGuard guard, ReplayId id, Duration patience) {
        try {
            return guard.once(id, patience, this);
        } finally {
            told.stepped(step, since);
        }
    }

    @Override
    public GuardedAnswer get() {
        told.stepped(step, since);
        try {
            return making.get();
        } finally {
            step = RequestStep.Name.KEEP;
            since = told.now();
        }
    }
}
