package dev.penstock.replay;

/** Holds the guard of this process, which is made when it is first asked for. */
final class ProcessGuard {

    static final ReplayGuard INSTANCE = ReplayGuard.inMemory();

    private ProcessGuard() {}
}
