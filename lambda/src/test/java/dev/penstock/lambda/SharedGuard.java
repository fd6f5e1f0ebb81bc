package dev.penstock.lambda;

import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayId;
import java.time.Duration;
import java.util.function.Supplier;

/** A guard that says it is shared, and is as long as there is one instance. */
final class SharedGuard implements ReplayGuard {

    private final ReplayGuard memory = ReplayGuard.inMemory();

    @Override
    public GuardedAnswer once(ReplayId id, Duration patience, Supplier<GuardedAnswer> maker) {
        return memory.once(id, patience, maker);
    }

    @Override
    public boolean isShared() {
        return true;
    }
}
