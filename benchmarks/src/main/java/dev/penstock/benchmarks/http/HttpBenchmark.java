package dev.penstock.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures Penstock's server over HTTP/1.1, beside the bare RSA operation in the same process in the same round.
 * Started by {@code benchmarks/http.sh}, which pins server and generator to cores.
 *
 * <p>Arguments: what to measure (rate, latency, overload, flood, or all), how many rounds, then each variant as {@code
 * NAME=COMMAND}, where the command begins the server's JVM.
 */
public final class HttpBenchmark {

    private static final int OPEN_CONNECTIONS = 64;
    private static final int CONNECTIONS = 16;
    private static final int RSA_OPERATIONS = 300;
    private static final Duration SLICE = Duration.ofMillis(500);
    /**
     * Before a slice is measured, as the bare operation has one too: a processor that did something else is slow at
     * first.
     */
    private static final Duration LEAD_IN = Duration.ofMillis(100);
    /** More than can be answered in a slice with its lead-in. */
    private static final int SLICE_REQUESTS = 3_000;

    private final SignedHttpRequests workload = new SignedHttpRequests();
    /** A round is cut into slices, in which what is compared takes turns, since a shared machine changes its speed. */
    private final int slices = 2 * Integer.getInteger("round.seconds", 5);

    private final int warmUp = Integer.getInteger("warmup.requests", 30_000);
    private final int overloadTimes = Integer.getInteger("overload.times", 10);
    private final int rounds;
    private final List<ServerProcess> servers = new ArrayList<>();

    private HttpBenchmark(int rounds) throws IOException {
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        var benchmark = new HttpBenchmark(Integer.parseInt(arguments[1]));
        var what = arguments[0];
        try {
            for (var variant : List.of(arguments).subList(2, arguments.length)) {
                int equals = variant.indexOf('=');
                benchmark.start(
                        variant.substring(0, equals),
                        List.of(variant.substring(equals + 1).split(" +", -1)));
            }
            if (Stream.of("rate", "all").anyMatch(what::equals)) {
                benchmark.rate();
            }
            for (var server : benchmark.servers) {
                if (Stream.of("latency", "all").anyMatch(what::equals)) {
                    benchmark.latency(server);
                }
                if (Stream.of("flood", "all").anyMatch(what::equals)) {
                    benchmark.flood(server);
                }
                if (Stream.of("overload", "all").anyMatch(what::equals)) {
                    benchmark.overload(server);
                }
            }
        } finally {
            benchmark.servers.forEach(ServerProcess::close);
        }
    }

    private void start(String name, List<String> launcher) throws Exception {
        var server = ServerProcess.start(name, launcher, workload);
        servers.add(server);
        say(
                "%s: RSA by %s; %d MB resident before the first request.",
                name, server.provider(), server.residentMegabytes());
        // By requests and not by time: the compiler counts calls, and a busy machine makes fewer of them.
        try (var load = Load.connect(server.port(), CONNECTIONS)) {
            load.closed(signed(warmUp), Duration.ofMinutes(5));
        }
        server.bareRsaMicros(workload.wrappedKey(), RSA_OPERATIONS);
        say("%s: warmed up; %d MB resident.", name, server.residentMegabytes());
    }

    /** Processor time of a request against that of the bare operation, in turn. */
    private void rate() throws Exception {
        say(
                "%nHTTP/1.1, keep-alive, %d connections, distinct signed requests; processor time of the server"
                        + " process:",
                CONNECTIONS);
        var results = new ArrayList<RateResult>();
        servers.forEach(server -> results.add(new RateResult()));
        for (int i = 0; i < rounds; i++) {
            for (int s = 0; s < servers.size(); s++) {
                rateRound(servers.get(s), i + 1, results.get(s));
            }
        }
        for (int s = 0; s < servers.size(); s++) {
            say(
                    "%s: %s; peak %d MB resident.",
                    servers.get(s).name(),
                    results.get(s).summary(),
                    servers.get(s).peakMegabytes());
        }
    }

    private void rateRound(ServerProcess server, int number, RateResult rate) throws Exception {
        var round = new RateResult();
        var result = Load.Result.NOTHING;
        try (var load = Load.connect(server.port(), CONNECTIONS)) {
            for (int i = 0; i < slices; i++) {
                var requests = signed(SLICE_REQUESTS);
                double bare = server.bareRsaMicros(workload.wrappedKey(), RSA_OPERATIONS);
                var measured = closed(server, load, requests);
                round.add(bare, measured.micros);
                result = result.and(measured.result);
            }
        }
        rate.addRound(round);
        say(
                "  round %d, %-10s %s; seen %,.0f/s, p50 %.1f ms, p99 %.1f ms, %d MB",
                number,
                server.name() + ":",
                round.means(),
                result.count() / result.seconds(),
                result.millis(200, 0.5),
                result.millis(200, 0.99),
                server.residentMegabytes());
    }

    /**
     * Latency at 70 % of the capacity, open loop; and that of the bare operation at 70 % of its own, with nothing
     * around it.
     */
    private void latency(ServerProcess server) throws Exception {
        say("%n%s: open loop at 70 %% of the capacity:", server.name());
        warmUpOneByOne(server);
        var all = new ArrayList<LatencyRound>();
        for (int i = 0; i < rounds; i++) {
            all.add(latencyRound(server));
        }
        var inTime = all.stream().filter(LatencyRound::wasAskedInTime).toList();
        say("%s: p99 %s; %s where the generator kept its own time", server.name(), median(all), median(inTime));
    }

    /**
     * In times the RSA time. A generator that is late itself, on a core of its own, says that the whole machine stood
     * still.
     */
    private record LatencyRound(double p99, double generatorLate) {
        boolean wasAskedInTime() {
            return generatorLate < 1;
        }
    }

    private static String median(List<LatencyRound> rounds) {
        var times = rounds.stream().mapToDouble(LatencyRound::p99).sorted().toArray();
        return times.length == 0
                ? "of no round"
                : "in the median of %d rounds %.1f times the RSA time (%.1f to %.1f)"
                        .formatted(times.length, times[times.length / 2], times[0], times[times.length - 1]);
    }

    /** Requests that come one by one take another way through the server than those that follow on each other. */
    private void warmUpOneByOne(ServerProcess server) throws Exception {
        try (var load = Load.connect(server.port(), CONNECTIONS);
                var open = Load.connect(server.port(), OPEN_CONNECTIONS)) {
            double capacity = 1e6 / closed(server, load, signed(SLICE_REQUESTS)).micros;
            open.open(signed(warmUp / 2), capacity / 2);
        }
    }

    private LatencyRound latencyRound(ServerProcess server) throws Exception {
        double rsa = 0;
        double capacity = 0;
        double micros = 0;
        var result = Load.Result.NOTHING;
        try (var load = Load.connect(server.port(), CONNECTIONS);
                var open = Load.connect(server.port(), OPEN_CONNECTIONS)) {
            for (int i = 0; i < slices; i++) {
                var inARow = signed(SLICE_REQUESTS);
                var oneByOne = signed(SLICE_REQUESTS);
                rsa += server.bareRsaMicros(workload.wrappedKey(), RSA_OPERATIONS) / slices;
                double now = 1e6 / closed(server, load, inARow).micros;
                capacity += now / slices;
                var requests = oneByOne.subList(0, (int) (0.7 * now * SLICE.toMillis() / 1000));
                double before = server.processorMicros();
                result = result.and(open.open(requests, 0.7 * now));
                micros += (server.processorMicros() - before) / requests.size() / slices;
            }
        }
        double times = result.millis(200, 0.99) * 1000 / rsa;
        say(
                "  70 %% of %,.0f/s: request %.1f us, bare RSA %.1f us, p50 %.2f ms, p99 %.2f ms = %.1f times the RSA"
                        + " time; generator late by %.2f ms at its p99; bare RSA at its own 70 %%: p99 %.1f times;"
                        + " statuses %s",
                capacity,
                micros,
                rsa,
                result.millis(200, 0.5),
                result.millis(200, 0.99),
                times,
                result.millisLate(0.99),
                server.pacedRsaMillis(workload.wrappedKey(), result.count(), 0.7e6 / rsa) * 1000 / rsa,
                statuses(result));
        return new LatencyRound(times, result.millisLate(0.99) * 1000 / rsa);
    }

    /** What a request costs that is refused by its signature. */
    private void flood(ServerProcess server) throws Exception {
        var bad = Stream.generate(workload::wronglySigned).limit(400).toList();
        var many = new ArrayList<byte[]>();
        for (int i = 0; i < 50; i++) {
            many.addAll(bad);
        }
        double good = 0;
        double micros = 0;
        var result = Load.Result.NOTHING;
        try (var load = Load.connect(server.port(), CONNECTIONS)) {
            for (int i = 0; i < 6; i++) {
                load.closed(many, SLICE); // their way through the server has to be warm too
            }
            for (int i = 0; i < slices; i++) {
                good += closed(server, load, signed(SLICE_REQUESTS)).micros / slices;
                double before = server.processorMicros();
                var refused = load.closed(many, SLICE);
                micros += (server.processorMicros() - before) / refused.count() / slices;
                result = result.and(refused);
            }
        }
        say(
                "%n%s: wrongly signed: %.1f us each = %.3f of a good one; statuses %s",
                server.name(), micros, micros / good, statuses(result));
    }

    /** Many times the capacity, ten by default, with 1,000 slow clients; then whether it recovers at once. */
    private void overload(ServerProcess server) throws Exception {
        double capacity;
        try (var load = Load.connect(server.port(), CONNECTIONS)) {
            capacity = 1e6 / closed(server, load, signed(SLICE_REQUESTS)).micros;
        }
        double rate = overloadTimes * capacity;
        var requests = signed((int) Math.min(120_000, rate * slices * SLICE.toMillis() / 1000));
        Load.Result result;
        try (var slow = new SlowClients(1_000, server.port(), workload.signed());
                var load = Load.connect(server.port(), 1_000)) {
            result = load.flood(requests, rate);
            say("%n%s: %d times %,.0f/s and %d slow clients:", server.name(), overloadTimes, capacity, slow.open());
        }
        say(
                "  %,.0f/s sent (each %.0f ms late, in the median: more means that the generator could not send so"
                        + " many)",
                result.count() / result.seconds(), result.millisLate(0.5));
        say(
                "  %,d admitted (%,.0f/s): p50 %.0f ms, p99 %.0f ms; %,d refused with 503: p50 %.1f ms, p99 %.1f ms;"
                        + " statuses %s, %d connections broken; peak %d MB",
                result.count(200),
                result.count(200) / result.seconds(),
                result.millis(200, 0.5),
                result.millis(200, 0.99),
                result.count(503),
                result.millis(503, 0.5),
                result.millis(503, 0.99),
                statuses(result),
                result.broken(),
                server.peakMegabytes());
        try (var load = Load.connect(server.port(), 16)) {
            var after = load.open(signed((int) capacity / 2), capacity / 2);
            say("  then, at half the capacity: p99 %.1f ms, statuses %s", after.millis(200, 0.99), statuses(after));
        }
    }

    private record Measured(double micros, Load.Result result) {}

    /** A slice of a closed loop. */
    private static Measured closed(ServerProcess server, Load load, List<byte[]> requests) throws Exception {
        int begun = load.closed(requests, LEAD_IN).count();
        double before = server.processorMicros();
        var result = load.closed(requests.subList(begun, requests.size()), SLICE);
        if (result.count(200) != result.count() || result.broken() > 0) {
            throw new IllegalStateException("Not every request was answered with 200: " + statuses(result));
        }
        return new Measured((server.processorMicros() - before) / result.count(), result);
    }

    private List<byte[]> signed(int count) {
        return Stream.generate(workload::signed).limit(count).parallel().toList();
    }

    private static String statuses(Load.Result result) {
        var text = new StringBuilder();
        result.nanosByStatus()
                .forEach((status, times) ->
                        text.append(status).append('=').append(times.length).append(' '));
        return text.toString().strip();
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
