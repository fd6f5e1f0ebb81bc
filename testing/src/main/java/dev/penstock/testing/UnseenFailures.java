package dev.penstock.testing;

import java.util.ArrayList;
import java.util.List;

/** The steps that failed, and of which no test has said that it knows. Thread-safe. */
final class UnseenFailures {

    private final List<Misfortune> unseen = new ArrayList<>();

    synchronized void happened(Misfortune misfortune) {
        unseen.add(misfortune);
    }

    /** That one, and none that is equal to it. */
    @SuppressWarnings("ReferenceEquality")
    synchronized void seen(Misfortune misfortune) {
        unseen.removeIf(other -> other == misfortune);
    }

    synchronized void requireNone() {
        if (!unseen.isEmpty()) {
            throw unseen.getFirst().asError();
        }
    }
}
