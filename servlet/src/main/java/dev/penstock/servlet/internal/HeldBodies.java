package dev.penstock.servlet.internal;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes some bodies may take together. Thread-safe. */
final class HeldBodies {

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    HeldBodies(long most) {
        this.most = most;
    }

    /** Takes bytes, if so many are left. */
    boolean take(int bytes) {
        if (taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(int bytes) {
        taken.addAndGet(-bytes);
    }
}
