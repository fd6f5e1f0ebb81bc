package dev.penstock.examples.booking.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Server processes are killed with {@code SIGKILL} at random moments while people book through a balancer. Afterwards
 * every booking that was confirmed to somebody must be there, no seat or slot may have two owners, whoever submits the
 * last screen again must get the same booking, and no hold may outlive its time.
 */
public final class KillDrill {

    private static final Duration HOLD_TIME = Duration.ofSeconds(20);
    private static final int PEOPLE = 16;
    private static final int TAPS_AGAIN = 200;

    private KillDrill() {}

    /**
     * Runs the drill.
     *
     * @param kills how often a process is killed
     * @return what was counted
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Report run(int kills) throws InterruptedException {
        var report = new Report("kill");
        long started = System.nanoTime();
        try (var world = DrillWorld.start(2, HOLD_TIME)) {
            var data = new DrillData(world.database().dataSource());
            var walk = new Walk(
                    world, report, "kill-" + UUID.randomUUID().toString().substring(0, 8));
            walk.prepare(data);
            var load = Load.start(PEOPLE, walk, report);
            for (int i = 0; i < kills; i++) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(300, 3_000));
                var replica = world.replicas()
                        .get(ThreadLocalRandom.current()
                                .nextInt(world.replicas().size()));
                replica.kill();
                report.add("processes killed", 1);
                replica.startAgain();
                replica.awaitReady();
            }
            var confirmed = load.stop();
            tapAgain(walk, confirmed, report);
            awaitEndOfHolds(data, report);
            new Books(data, report).check(confirmed);
            report.require(!confirmed.isEmpty(), "Nobody booked anything, so nothing was tested.");
        }
        report.put("seconds", Duration.ofNanos(System.nanoTime() - started).toSeconds());
        return report;
    }

    /** The last ones, whose answers may have been made by a process that was killed. */
    private static void tapAgain(Walk walk, List<Walk.Confirmed> confirmed, Report report) throws InterruptedException {
        for (var one : confirmed.subList(Math.max(0, confirmed.size() - TAPS_AGAIN), confirmed.size())) {
            var answer = walk.again(one);
            report.require(
                    Person.bookingId(answer).equals(Optional.of(one.bookingId())),
                    "The last screen, submitted again, gave another booking.");
            report.add("last screens submitted again with the same booking id", 1);
        }
    }

    private static void awaitEndOfHolds(DrillData data, Report report) throws InterruptedException {
        long left = data.count("SELECT count(*) FROM seat_claim WHERE booking_id IS NULL");
        report.put("holds that were left behind", left);
        Thread.sleep(HOLD_TIME.plusSeconds(1));
        long active = data.count("SELECT count(*) FROM seat_claim WHERE booking_id IS NULL AND held_until > now()");
        report.put("holds that outlived their time", active);
        report.require(active == 0, "A hold outlived its time.");
    }
}
