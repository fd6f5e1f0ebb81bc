package dev.penstock.server.internal;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes some bodies may take together. Thread-safe. */
final class BodyMemory {

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyMemory(long most) {
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

    /** How many are taken. */
    long taken() {
        return taken.get();
    }

    /** How many may be. */
    long most() {
        return most;
    }

    void giveBack(int bytes) {
        taken.addAndGet(-bytes);
    }
}
