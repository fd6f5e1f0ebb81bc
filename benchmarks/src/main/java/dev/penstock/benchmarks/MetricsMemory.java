package dev.penstock.benchmarks;

import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import dev.penstock.metrics.PenstockMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints what the metrics of many tenants take: of so many, each with a Flow of 20 screens, that they no longer have
 * labels of their own. The number of tenants is the argument, 10,000 without one.
 */
public final class MetricsMemory {

    private static final int SCREENS = 20;

    private MetricsMemory() {}

    /**
     * Measures.
     *
     * @param arguments the number of tenants, or none
     */
    public static void main(String[] arguments) {
        int tenants = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        var screens = IntStream.range(0, SCREENS)
                .mapToObj(screen -> "SCREEN_" + (char) ('A' + screen))
                .collect(Collectors.toUnmodifiableSet());
        List<EndpointListener> listeners = new ArrayList<>();
        try (var metrics = PenstockMetrics.create()) {
            long before = usedBytes();
            for (int tenant = 1; tenant <= tenants; tenant++) {
                listeners.add(metrics.listener().at(endpoint(tenant, screens)));
                if (tenant == PenstockMetrics.DEFAULT_MAX_ENDPOINTS || tenant == tenants) {
                    double heap = (usedBytes() - before) / 1024.0 / 1024;
                    var page = metrics.page("").text();
                    System.out.println(String.format(
                            Locale.ROOT,
                            "%,7d tenants: %.1f MiB of heap, %,d lines and %.1f MB of page",
                            listeners.size(),
                            heap,
                            page.lines().count(),
                            page.length() / 1e6));
                }
            }
        }
    }

    private static EndpointLabels endpoint(int tenant, Set<String> screens) {
        return new EndpointLabels("booking", Optional.of("tenant-" + tenant), screens);
    }

    private static long usedBytes() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
