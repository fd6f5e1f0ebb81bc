package dev.penstock.replay;

import dev.penstock.test.ReplayGuardContract;

class InMemoryReplayGuardContractTest extends ReplayGuardContract {

    private final ReplayGuard guard = ReplayGuard.inMemory();

    @Override
    protected ReplayGuard guard() {
        return guard;
    }

    @Override
    protected ReplayGuard otherGuard() {
        return guard;
    }
}
