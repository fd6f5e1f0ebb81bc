package dev.penstock.server.internal;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The one gate before a request is opened: who gets a thread, and when, of the requests that share {@link
 * dev.penstock.endpoint.DecryptionPermits}. As many begin as can be opened at the same time; when one has been, the
 * next begins, while the first one's handler runs. A bounded number waits here, in order of arrival, and the rest is
 * refused at once. The endpoint itself takes no permit then, see {@link dev.penstock.endpoint.FlowEndpoint#open}: a
 * gate behind the thread could refuse nobody in time.
 *
 * <p>The queue is here and not in the scheduler of the threads, because there a request would stand behind all others
 * again each time that it had waited for something. Thread-safe; never blocks.
 */
final class Admission {

    private final ThreadFactory threads =
            Thread.ofVirtual().name("penstock-request-", 0).factory();
    /** For requests that wait or are being answered, of the whole server. */
    private final Semaphore places;

    private final int maxWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final int maxTurns;
    /** How many more may begin now. */
    private int turns;

    private final Queue<Admitted> waiting = new ArrayDeque<>();

    Admission(Semaphore places, int maxWaiting, int turns) {
        this.places = places;
        this.maxWaiting = maxWaiting;
        this.maxTurns = turns;
        this.turns = turns;
    }

    /** How many wait, how many have their turn, and how many may have it. */
    record Figures(int waiting, int turns, int maxTurns) {}

    Figures figures() {
        lock.lock();
        try {
            return new Figures(waiting.size(), maxTurns - turns, maxTurns);
        } finally {
            lock.unlock();
        }
    }

    /** A request that was let in. */
    final class Admitted implements Runnable {

        private final Consumer<Admitted> work;
        private boolean isTurnOver;

        private Admitted(Consumer<Admitted> work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                work.accept(this);
            } finally {
                endTurn();
            }
        }

        /** Lets the next one begin; by the request's own thread. */
        void endTurn() {
            if (!isTurnOver) {
                isTurnOver = true;
                next().ifPresent(Admission.this::begin);
            }
        }

        /** Gives the place back; whatever remains to be done holds up nobody. */
        void leave() {
            places.release();
        }
    }

    /** Does the work on a thread of its own, now or later; false if there is no room for it. */
    boolean admit(Consumer<Admitted> work) {
        if (!places.tryAcquire()) {
            return false;
        }
        var request = new Admitted(work);
        switch (turnOrPlaceInQueue(request)) {
            case NOW -> begin(request);
            case LATER -> {}
            case NEVER -> {
                places.release();
                return false;
            }
        }
        return true;
    }

    private enum When {
        NOW,
        LATER,
        NEVER
    }

    private When turnOrPlaceInQueue(Admitted request) {
        lock.lock();
        try {
            if (turns > 0) {
                turns--;
                return When.NOW;
            }
            if (waiting.size() >= maxWaiting) {
                return When.NEVER;
            }
            waiting.add(request);
            return When.LATER;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Admitted> next() {
        lock.lock();
        try {
            var next = Optional.ofNullable(waiting.poll());
            if (next.isEmpty()) {
                turns++;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void begin(Admitted request) {
        threads.newThread(request).start();
    }
}
