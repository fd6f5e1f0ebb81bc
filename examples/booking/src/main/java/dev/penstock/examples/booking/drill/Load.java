package dev.penstock.examples.booking.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** People who book one thing after another until they are told to stop. */
final class Load {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> people = new ArrayList<>();
    private final Queue<Walk.Confirmed> confirmed = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    private Load() {}

    static Load start(int people, Walk walk, Report report) {
        var load = new Load();
        for (int i = 0; i < people; i++) {
            boolean wantsSeats = i % 2 == 0;
            load.people.add(load.threads.submit(() -> {
                while (!load.isOver) {
                    var booked = wantsSeats ? walk.seats() : walk.slot();
                    booked.ifPresent(load.confirmed::add);
                    report.add(booked.isPresent() ? "bookings confirmed to a person" : "others were quicker", 1);
                }
                return null;
            }));
        }
        return load;
    }

    List<Walk.Confirmed> confirmed() {
        return List.copyOf(confirmed);
    }

    /** Lets everybody finish what they are doing. */
    List<Walk.Confirmed> stop() throws InterruptedException {
        isOver = true;
        try (threads) {
            for (var person : people) {
                person.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A person of the drill failed.", failed.getCause());
        }
        return confirmed();
    }
}
