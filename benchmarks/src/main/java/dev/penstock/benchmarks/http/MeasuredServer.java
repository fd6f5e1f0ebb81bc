package dev.penstock.benchmarks.http;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The process that is measured: Penstock's server with default limits and a Flow that does nothing. Says its port, then
 * measures the bare RSA operation whenever it is told to on its standard input, with the unwrapper that also serves: as
 * fast as it goes, or at a pace.
 */
final class MeasuredServer {

    private MeasuredServer() {}

    public static void main(String[] arguments) throws Exception {
        var key = PrivateKeys.load(Path.of(arguments[0]));
        var unwrapper = KeyUnwrappers.of(key);
        var flow = Flow.named("benchmark")
                .onScreen("FORM", request -> NextScreen.of("CONFIRM").with("total", "12.50"))
                .build();
        var endpoint = FlowEndpoint.builder(flow)
                .keyset(Keyset.of(unwrapper))
                .appSecrets(AppSecrets.of(arguments[1]))
                .build();
        try (var server = PenstockServer.builder().endpoint(endpoint).port(0).start();
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            say("port %d by %s", server.uri().getPort(), unwrapper.description());
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ", -1);
                var block = HexFormat.of().parseHex(words[1]);
                int times = Integer.parseInt(words[2]);
                switch (words[0]) {
                    case "rsa" -> say("rsa %.3f", bareRsaMicros(() -> unwrapper.unwrap(block), times));
                    case "paced" ->
                        say(
                                "paced %.3f",
                                pacedMillis(() -> unwrapper.unwrap(block), times, Double.parseDouble(words[3])));
                    default -> throw new IllegalArgumentException(words[0]);
                }
            }
        }
    }

    private static double bareRsaMicros(Runnable operation, int times) {
        var threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < times / 10; i++) {
            operation.run();
        }
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            operation.run();
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e3 / times;
    }

    /** The p99 of the time from when an operation is due to its end, where nothing else happens. */
    private static double pacedMillis(Runnable operation, int times, double perSecond) {
        var nanos = new long[times];
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            long due = begin + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            operation.run();
            nanos[i] = System.nanoTime() - due;
        }
        Arrays.sort(nanos);
        return nanos[(int) (times * 0.99)] / 1e6;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
        System.out.flush();
    }
}
