package dev.penstock.benchmarks.http;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * Sends prepared requests over keep-alive connections, and remembers what came back and when.
 *
 * <p>One thread, which does not sleep. It sends when a request is due and not when the system gets round to waking it.
 * The server does not pay for waking it with each answer, as it would not if the phone were on another machine.
 * With {@code
 * -Dgenerator.sleeps=true} it does sleep, for when it shares its core with the server.
 */
final class Load implements AutoCloseable {

    private static final boolean SLEEPS = Boolean.getBoolean("generator.sleeps");
    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

    private final Selector selector;
    private final Deque<GeneratorConnection> idle = new ArrayDeque<>();

    // Of the run that is under way:
    private List<byte[]> requests = List.of();
    private Map<Integer, LongStream.Builder> nanosByStatus = new TreeMap<>();
    private LongStream.Builder lateness = LongStream.builder();
    private int sent;
    private int underWay;
    private int broken;
    private long lastAnswer;

    private Load(Selector selector) {
        this.selector = selector;
    }

    /** Opens connections, over which one run after the other is sent. */
    static Load connect(int port, int connections) throws IOException {
        var load = new Load(Selector.open());
        for (int i = 0; i < connections; i++) {
            load.idle.add(new GeneratorConnection(port, load.selector));
        }
        return load;
    }

    /** Closed loop: every connection sends its next request when it has the answer; until time or requests run out. */
    Result closed(List<byte[]> requests, Duration time) throws IOException {
        return run(requests, index -> 0, System.nanoTime() + time.toNanos(), false);
    }

    /** Open loop: requests are due at a rate, whatever the answers do; a request that has to wait has waited. */
    Result open(List<byte[]> requests, double perSecond) throws IOException {
        return run(requests, evenly(perSecond), Long.MAX_VALUE, true);
    }

    /**
     * Open loop at a rate that may be more than the generator itself can send: times count from when a request was
     * sent, and how late that was is told apart.
     */
    Result flood(List<byte[]> requests, double perSecond) throws IOException {
        return run(requests, evenly(perSecond), Long.MAX_VALUE, false);
    }

    private static LongUnaryOperator evenly(double perSecond) {
        long begin = System.nanoTime();
        return index -> begin + (long) (index * 1e9 / perSecond);
    }

    private Result run(List<byte[]> toSend, LongUnaryOperator due, long end, boolean countsFromDue) throws IOException {
        requests = toSend;
        nanosByStatus = new TreeMap<>();
        lateness = LongStream.builder();
        sent = 0;
        broken = 0;
        long started = System.nanoTime();
        lastAnswer = started;
        while (true) {
            long now = System.nanoTime();
            boolean goesOn = sent < requests.size() && now < end;
            if (goesOn && !idle.isEmpty() && due.applyAsLong(sent) <= now) {
                send(now, due.applyAsLong(sent), countsFromDue);
            } else if (underWay > 0 ? now - lastAnswer > PATIENCE : !goesOn || idle.isEmpty()) {
                broken += underWay;
                underWay = 0;
                return result(now - started);
            } else if (SLEEPS) {
                selector.select(this::goOn, 1);
            } else {
                selector.selectNow(this::goOn);
            }
        }
    }

    private void send(long now, long due, boolean countsFromDue) {
        var connection = idle.remove();
        lateness.add(now - due);
        try {
            connection.send(requests.get(sent++), countsFromDue ? due : now);
            underWay++;
        } catch (IOException closed) {
            broken++;
            connection.close();
        }
    }

    private void goOn(SelectionKey key) {
        var connection = (GeneratorConnection) key.attachment();
        try {
            int status = connection.goOn();
            if (status > 0) {
                lastAnswer = System.nanoTime();
                nanosByStatus.computeIfAbsent(status, s -> LongStream.builder()).add(lastAnswer - connection.since());
                underWay--;
                idle.add(connection);
            }
        } catch (IOException closed) {
            if (!idle.remove(connection)) {
                underWay--;
                broken++;
            }
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            ((GeneratorConnection) key.attachment()).close();
        }
        selector.close();
    }

    private Result result(long nanos) {
        var sorted = new TreeMap<Integer, long[]>();
        nanosByStatus.forEach((status, times) -> sorted.put(status, sorted(times)));
        return new Result(sorted, sorted(lateness), broken, nanos / 1e9);
    }

    private static long[] sorted(LongStream.Builder all) {
        var times = all.build().toArray();
        Arrays.sort(times);
        return times;
    }

    /**
     * What came of it.
     *
     * @param nanosByStatus the times of the answers with each status, sorted
     * @param lateness by how much each was sent later than it was due, sorted; of no meaning for a closed loop
     * @param broken how many requests got no answer
     * @param seconds how long it took
     */
    @SuppressWarnings("ArrayRecordComponent") // equality is never asked for
    record Result(Map<Integer, long[]> nanosByStatus, long[] lateness, int broken, double seconds) {

        static final Result NOTHING = new Result(Map.of(), new long[0], 0, 0);

        /** This and another, as if they were one. */
        Result and(Result other) {
            var all = new TreeMap<>(nanosByStatus);
            other.nanosByStatus.forEach((status, times) -> all.merge(status, times, Result::merged));
            return new Result(all, merged(lateness, other.lateness), broken + other.broken, seconds + other.seconds);
        }

        private static long[] merged(long[] some, long[] others) {
            return LongStream.concat(Arrays.stream(some), Arrays.stream(others))
                    .sorted()
                    .toArray();
        }

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
