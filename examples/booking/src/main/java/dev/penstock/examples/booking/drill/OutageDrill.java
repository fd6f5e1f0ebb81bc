package dev.penstock.examples.booking.drill;

import dev.penstock.examples.booking.BookingDatabase;
import dev.penstock.examples.booking.BookingFlows;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * PostgreSQL is stopped and started while people book. Meanwhile health checks must be answered, and people must be
 * told to try again within the time that a phone waits; afterwards service must resume by itself, with no connection
 * lost.
 */
public final class OutageDrill {

    private static final int PEOPLE = 16;
    private static final Duration BEFORE = Duration.ofSeconds(4);
    private static final Duration DOWN = Duration.ofSeconds(4);
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private OutageDrill() {}

    /**
     * Runs the drill.
     *
     * @param outages how often PostgreSQL is stopped
     * @return what was counted
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Report run(int outages) throws InterruptedException {
        var report = new Report("outage");
        long started = System.nanoTime();
        try (var world = DrillWorld.start(2, Duration.ofMinutes(10))) {
            var data = new DrillData(world.database().dataSource());
            var walk = new Walk(
                    world, report, "outage-" + UUID.randomUUID().toString().substring(0, 8));
            walk.prepare(data);
            var isOver = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var probing = threads.submit(() -> probe(world, report, isOver));
                var load = Load.start(PEOPLE, walk, report);
                for (int i = 0; i < outages; i++) {
                    Thread.sleep(BEFORE);
                    world.stopDatabase();
                    Thread.sleep(DOWN);
                    world.startDatabase();
                    report.add("outages", 1);
                    recover(world, report);
                }
                var confirmed = load.stop();
                isOver.set(true);
                finish(probing);
                new Books(data, report).check(confirmed);
            }
            report.require(
                    report.get("slowest answer, milliseconds") < 10_000, "An answer took longer than a phone waits.");
            checkConnections(data, report);
        }
        report.put("seconds", Duration.ofNanos(System.nanoTime() - started).toSeconds());
        return report;
    }

    private static Void probe(DrillWorld world, Report report, AtomicBoolean isOver) throws InterruptedException {
        var phone = world.somebody(BookingFlows.SEATS).phone();
        while (!isOver.get()) {
            var answer = phone.ping();
            report.add("health checks", 1);
            report.max("slowest health check, milliseconds", answer.took().toMillis());
            report.require(answer.status() == 200, "A health check was answered with status " + answer.status() + ".");
            Thread.sleep(200);
        }
        return null;
    }

    private static void finish(Future<?> probing) throws InterruptedException {
        try {
            probing.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The health checks failed.", failed.getCause());
        }
    }

    /** Until somebody who opens the Flow sees what is in the database. */
    private static void recover(DrillWorld world, Report report) throws InterruptedException {
        long from = System.nanoTime();
        while (!Person.screen(world.somebody(BookingFlows.SEATS).phone().init()).equals(Optional.of("PERFORMANCE"))) {
            if (System.nanoTime() - from > RECOVERY.toNanos()) {
                report.problem("Nobody could open the Flow within %s after PostgreSQL was back.".formatted(RECOVERY));
                return;
            }
            Thread.sleep(20);
        }
        report.max(
                "longest time from PostgreSQL back to service, milliseconds",
                Duration.ofNanos(System.nanoTime() - from).toMillis());
    }

    private static void checkConnections(DrillData data, Report report) throws InterruptedException {
        Thread.sleep(1_000);
        long busy = data.count("""
                SELECT count(*) FROM pg_stat_activity
                WHERE application_name = 'penstock-booking' AND state <> 'idle' AND pid <> pg_backend_pid()""");
        long all = data.count("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'penstock-booking'");
        report.put("connections still in use when all is quiet", busy);
        report.put("connections in all, of three pools", all);
        report.require(busy == 0, "A connection is still in use when nobody asks for anything.");
        report.require(
                all <= 3L * BookingDatabase.DEFAULT_POOL_SIZE, "There are more connections than the pools may have.");
    }
}
