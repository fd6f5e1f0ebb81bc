package dev.penstock.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures Penstock's server over HTTP/1.1, beside the bare RSA operation in the same process in the same round. Started by
 * {@code benchmarks/http.sh}, which pins server and generator to cores.
 *
 * <p>Arguments: what to measure (rate, latency, overload, flood, or all), how many rounds, then each variant as {@code
 * NAME=COMMAND}, where the command begins the server's JVM.
 */
public final class HttpBenchmark {

    private static final int OPEN_CONNECTIONS = 64;
    private static final int CONNECTIONS = 16;
    private static final int RSA_OPERATIONS = 1_000;

    private final Workload workload = new Workload();
    private final Duration round = Duration.ofSeconds(Integer.getInteger("round.seconds", 5));
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
        Load.closed(server.port(), CONNECTIONS, signed(warmUp), Duration.ofMinutes(5));
        server.bareRsaMicros(workload.wrappedKey(), RSA_OPERATIONS);
        say("%s: warmed up; %d MB resident.", name, server.residentMegabytes());
    }

    /** Processor time of a request against that of the bare operation, in turn. */
    private void rate() throws Exception {
        say(
                "%nHTTP/1.1, keep-alive, %d connections, distinct signed requests; processor time of the server process:",
                CONNECTIONS);
        var ratios = new double[servers.size()][rounds];
        for (int i = 0; i < rounds; i++) {
            for (int s = 0; s < servers.size(); s++) {
                var server = servers.get(s);
                double before = server.bareRsaMicros(workload.wrappedKey(), RSA_OPERATIONS);
                var measured = closed(server, CONNECTIONS);
                double bare = (before + server.bareRsaMicros(workload.wrappedKey(), RSA_OPERATIONS)) / 2;
                ratios[s][i] = bare / measured.micros;
                say(
                        "  round %d, %-10s bare RSA %7.1f us, request %7.1f us, ratio %.3f; seen %,.0f/s, p50 %.1f ms, p99 %.1f ms, %d MB",
                        i + 1,
                        server.name() + ":",
                        bare,
                        measured.micros,
                        ratios[s][i],
                        measured.result.count() / measured.result.seconds(),
                        measured.result.millis(200, 0.5),
                        measured.result.millis(200, 0.99),
                        server.residentMegabytes());
            }
        }
        for (int s = 0; s < servers.size(); s++) {
            Arrays.sort(ratios[s]);
            say(
                    "%s: median ratio %.3f (%.3f to %.3f); peak %d MB resident.",
                    servers.get(s).name(),
                    ratios[s][rounds / 2],
                    ratios[s][0],
                    ratios[s][rounds - 1],
                    servers.get(s).peakMegabytes());
        }
    }

    /** Latency at 70 % of the capacity, open loop; and that of the bare operation at 70 % of its own, with nothing around it. */
    private void latency(ServerProcess server) throws Exception {
        say("%n%s: open loop at 70 %% of the capacity:", server.name());
        // Requests that come one by one take another way through the server than those that follow on each other.
        latencyRound(server);
        var times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            times[i] = latencyRound(server);
        }
        Arrays.sort(times);
        say(
                "%s: p99 in the median %.1f times the RSA time (%.1f to %.1f), the first round above left out",
                server.name(), times[rounds / 2], times[0], times[rounds - 1]);
    }

    /** How many times the RSA time the p99 is. */
    private double latencyRound(ServerProcess server) throws Exception {
        double capacity = 1e6 / closed(server, CONNECTIONS).micros;
        double rsa = server.bareRsaMicros(workload.wrappedKey(), RSA_OPERATIONS);
        double rate = 0.7 * capacity;
        double before = server.processorMicros();
        var result = Load.open(server.port(), OPEN_CONNECTIONS, signed((int) (rate * round.toSeconds())), rate);
        double micros = (server.processorMicros() - before) / result.count();
        double times = result.millis(200, 0.99) * 1000 / rsa;
        say(
                "  %,.0f/s of %,.0f/s: request %.1f us, bare RSA %.1f us, p50 %.2f ms, p99 %.2f ms = %.1f times the RSA time; generator late by %.2f ms at its p99; bare RSA at its own 70 %%: p99 %.1f times; statuses %s",
                rate,
                capacity,
                micros,
                rsa,
                result.millis(200, 0.5),
                result.millis(200, 0.99),
                times,
                result.millisLate(0.99),
                server.pacedRsaMillis(workload.wrappedKey(), result.count(), 0.7e6 / rsa) * 1000 / rsa,
                statuses(result));
        return times;
    }

    /** What a request costs that is refused by its signature. */
    private void flood(ServerProcess server) throws Exception {
        var good = closed(server, CONNECTIONS);
        var bad = Stream.generate(workload::wronglySigned).limit(400).toList();
        var many = new ArrayList<byte[]>();
        for (int i = 0; i < 250; i++) {
            many.addAll(bad);
        }
        Load.closed(server.port(), CONNECTIONS, many, Duration.ofSeconds(3));
        double before = server.processorMicros();
        var result = Load.closed(server.port(), CONNECTIONS, many, round);
        double micros = (server.processorMicros() - before) / result.count();
        say(
                "%n%s: wrongly signed: %.1f us each = %.3f of a good one; statuses %s",
                server.name(), micros, micros / good.micros, statuses(result));
    }

    /** Many times the capacity, ten by default, with 1,000 slow clients; then whether it recovers at once. */
    private void overload(ServerProcess server) throws Exception {
        double capacity = 1e6 / closed(server, CONNECTIONS).micros;
        double rate = overloadTimes * capacity;
        var requests = signed((int) Math.min(120_000, rate * round.toSeconds()));
        Load.Result result;
        try (var slow = new SlowClients(1_000, server.port(), workload.signed())) {
            result = Load.flood(server.port(), 1_000, requests, rate);
            say("%n%s: %d times %,.0f/s and %d slow clients:", server.name(), overloadTimes, capacity, slow.open());
        }
        say(
                "  %,.0f/s sent (each %.0f ms late, in the median: more means that the generator could not send so many)",
                result.count() / result.seconds(), result.millisLate(0.5));
        say(
                "  %,d admitted (%,.0f/s): p50 %.0f ms, p99 %.0f ms; %,d refused with 503: p50 %.1f ms, p99 %.1f ms; statuses %s, %d connections broken; peak %d MB",
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
        var after = Load.open(server.port(), 16, signed((int) capacity / 2), capacity / 2);
        say("  then, at half the capacity: p99 %.1f ms, statuses %s", after.millis(200, 0.99), statuses(after));
    }

    private record Measured(double micros, Load.Result result) {}

    private Measured closed(ServerProcess server, int connections) throws Exception {
        var requests = signed((int) (5_000 * round.toSeconds()));
        double before = server.processorMicros();
        var result = Load.closed(server.port(), connections, requests, round);
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
