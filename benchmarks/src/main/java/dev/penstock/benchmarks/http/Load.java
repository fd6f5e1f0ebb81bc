package dev.penstock.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends prepared requests over keep-alive connections, and remembers what came back and when. */
final class Load {

    private final int port;
    private final Iterator<byte[]> requests;
    private final Map<Integer, ConcurrentLinkedQueue<Long>> nanosByStatus = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> lateness = new ConcurrentLinkedQueue<>();
    private final AtomicInteger broken = new AtomicInteger();

    private Load(int port, List<byte[]> requests) {
        this.port = port;
        this.requests = requests.iterator();
    }

    private synchronized byte[] next() {
        return requests.hasNext() ? requests.next() : new byte[0];
    }

    /** Closed loop: every connection sends its next request when it has the answer; until time or requests run out. */
    static Result closed(int port, int connections, List<byte[]> requests, Duration time) throws Exception {
        var load = new Load(port, requests);
        long started = System.nanoTime();
        long end = started + time.toNanos();
        load.inParallel(connections, () -> {
            try (var connection = new KeepAlive(port)) {
                while (System.nanoTime() < end) {
                    var request = load.next();
                    if (request.length == 0) {
                        return;
                    }
                    long sent = System.nanoTime();
                    load.record(connection.exchange(request), System.nanoTime() - sent);
                }
            } catch (IOException closed) {
                load.broken.incrementAndGet();
            }
        });
        return load.result(System.nanoTime() - started);
    }

    /** Open loop: requests are due at a rate, whatever the answers do; a request that has to wait has waited. */
    static Result open(int port, int connections, List<byte[]> requests, double perSecond) throws Exception {
        return open(port, connections, requests, perSecond, true);
    }

    /**
     * Open loop at a rate that may be more than the generator itself can send: times count from when a request was sent, and
     * how late that was is told apart.
     */
    static Result flood(int port, int connections, List<byte[]> requests, double perSecond) throws Exception {
        return open(port, connections, requests, perSecond, false);
    }

    private static Result open(
            int port, int connections, List<byte[]> requests, double perSecond, boolean countsFromDue)
            throws Exception {
        var load = new Load(port, requests);
        var due = new AtomicInteger();
        long started = System.nanoTime() + 50_000_000;
        load.inParallel(connections, () -> {
            try (var connection = new KeepAlive(port)) {
                for (var request = load.next(); request.length > 0; request = load.next()) {
                    long at = started + (long) (due.getAndIncrement() * 1e9 / perSecond);
                    for (long now = System.nanoTime(); now < at; now = System.nanoTime()) {
                        LockSupport.parkNanos(at - now);
                    }
                    long sent = System.nanoTime();
                    load.lateness.add(sent - at);
                    load.record(connection.exchange(request), System.nanoTime() - (countsFromDue ? at : sent));
                }
            } catch (IOException closed) {
                load.broken.incrementAndGet();
            }
        });
        return load.result(System.nanoTime() - started);
    }

    private void inParallel(int count, Runnable work) throws Exception {
        var all = new ArrayList<java.util.concurrent.Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(work));
            }
        }
        for (var one : all) {
            one.get();
        }
    }

    private void record(int status, long nanos) {
        nanosByStatus
                .computeIfAbsent(status, s -> new ConcurrentLinkedQueue<>())
                .add(nanos);
    }

    private Result result(long nanos) {
        var sorted = new TreeMap<Integer, long[]>();
        nanosByStatus.forEach((status, all) -> {
            sorted.put(status, sorted(all));
        });
        return new Result(sorted, sorted(lateness), broken.get(), nanos / 1e9);
    }

    private static long[] sorted(ConcurrentLinkedQueue<Long> all) {
        var times = all.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(times);
        return times;
    }

    /**
     * What came of it.
     *
     * @param nanosByStatus the times of the answers with each status, sorted
     * @param lateness by how much each was sent later than it was due, sorted; nothing for a closed loop
     * @param broken how many connections ended early
     * @param seconds how long it took
     */
    @SuppressWarnings("ArrayRecordComponent") // equality is never asked for
    record Result(Map<Integer, long[]> nanosByStatus, long[] lateness, int broken, double seconds) {

        int count() {
            return nanosByStatus.values().stream()
                    .mapToInt(times -> times.length)
                    .sum();
        }

        int count(int status) {
            return times(status).length;
        }

        double millis(int status, double quantile) {
            return millis(times(status), quantile);
        }

        double millisLate(double quantile) {
            return millis(lateness, quantile);
        }

        private static double millis(long[] times, double quantile) {
            return times.length == 0
                    ? Double.NaN
                    : times[(int) Math.min(times.length - 1, (long) (times.length * quantile))] / 1e6;
        }

        private long[] times(int status) {
            return nanosByStatus.getOrDefault(status, new long[0]);
        }
    }
}
