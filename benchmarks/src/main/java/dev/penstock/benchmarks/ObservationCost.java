package dev.penstock.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.tracing.PenstockTracing;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Prints what metrics and traces add to the processor time of a request: endpoints without, with metrics, with traces,
 * with both, and with both where a tenth is traced, answer the same kind of request by turns, in one process, so that
 * other work on the machine touches all alike. These do without RSA, which takes most of the time and would hide what
 * is looked for; what they add is compared with a whole request. The processor time is that of the whole process, with
 * its collector and the thread that hands spans on. The number of turns is the argument, 100 without one.
 */
public final class ObservationCost {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final int REQUESTS = 200;
    private static final int CLEAR_BYTES = 500;
    private static final int WARM_UP_TURNS = 15;

    private static final String WHOLE = "whole";
    private static final String TENTH = "both, a tenth of the traces";
    private static final String WITHOUT = "without";

    private final SealedRequests sealed = new SealedRequests();
    private final Keyset remembering = sealed.rememberingKeyset();
    private final Map<String, FlowEndpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, double[]> micros = new LinkedHashMap<>();

    /** @param tenth traces each tenth request */
    private ObservationCost(PenstockMetrics metrics, PenstockTracing tracing, PenstockTracing tenth) {
        endpoints.put(
                WHOLE,
                FlowEndpoint.builder(flow("whole"))
                        .keyset(sealed.keyset())
                        .appSecrets(sealed.appSecrets())
                        .scope("/whole")
                        .build());
        endpoints.put(WITHOUT, endpoint("off", builder -> builder));
        endpoints.put("metrics", endpoint("metrics", builder -> builder.listener(metrics.listener())));
        endpoints.put("traces", endpoint("traces", tracing::trace));
        endpoints.put("both", endpoint("both", builder -> tracing.trace(builder.listener(metrics.listener()))));
        endpoints.put(TENTH, endpoint("tenth", builder -> tenth.trace(builder.listener(metrics.listener()))));
    }

    private static Flow flow(String name) {
        return Flow.named(name)
                .onScreen("FORM", request -> NextScreen.of("FORM"))
                .build();
    }

    private FlowEndpoint endpoint(String name, UnaryOperator<FlowEndpointBuilder> observed) {
        return observed.apply(FlowEndpoint.builder(flow(name))
                        .keyset(remembering)
                        .appSecrets(sealed.appSecrets())
                        .scope("/" + name))
                .build();
    }

    /**
     * Measures.
     *
     * @param arguments the number of turns, or none
     */
    public static void main(String[] arguments) {
        int turns = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
        try (var metrics = PenstockMetrics.create();
                var all = sdk(Sampler.alwaysOn());
                var tenth = sdk(Sampler.traceIdRatioBased(0.1))) {
            new ObservationCost(metrics, PenstockTracing.with(all), PenstockTracing.with(tenth)).measure(turns);
        }
    }

    private static OpenTelemetrySdk sdk(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(Sampler.parentBased(sampler))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(new Dropping()).build())
                        .build())
                .build();
    }

    private void measure(int turns) {
        takeTurns(WARM_UP_TURNS);
        takeTurns(turns);
        double whole = median(turns(WHOLE));
        double without = median(turns(WITHOUT));
        System.out.println(String.format(Locale.ROOT, "a whole request  %7.1f us of processor time", whole));
        System.out.println(String.format(Locale.ROOT, "without RSA      %7.1f us", without));
        for (var name : List.of("metrics", "traces", "both", TENTH)) {
            var more = differences(name);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-27s add %5.1f us, %.1f %% of a whole request; standard error %.1f %%",
                    name,
                    median(more),
                    median(more) / whole * 100,
                    standardError(more) / whole * 100));
        }
    }

    private void takeTurns(int turns) {
        endpoints.keySet().forEach(name -> micros.put(name, new double[turns]));
        var names = new ArrayList<>(endpoints.keySet());
        for (int turn = 0; turn < turns; turn++) {
            for (int i = 0; i < names.size(); i++) {
                var name = names.get((i + turn) % names.size()); // nobody is always behind the same one
                micros.getOrDefault(name, new double[turns])[turn] = batch(name);
            }
        }
    }

    /** To what came in the same turn without anything, since the machine is busier at one time than at another. */
    private double[] differences(String name) {
        var mine = turns(name);
        var without = turns(WITHOUT);
        return IntStream.range(0, mine.length)
                .mapToDouble(turn -> mine[turn] - without[turn])
                .toArray();
    }

    private double[] turns(String name) {
        return micros.getOrDefault(name, new double[0]);
    }

    private static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** Of the median, if the middle half is spread as the normal distribution is. */
    private static double standardError(double[] values) {
        double deviation = (quantile(values, 0.75) - quantile(values, 0.25)) / 1.349;
        return 1.253 * deviation / Math.sqrt(values.length);
    }

    private static double quantile(double[] values, double share) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** That of all threads, to the nanosecond where the system tells it; else in steps of 10 ms. */
    private static long processorNanos() {
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            long nanos = 0;
            for (var task : tasks) {
                nanos += nanos(task.resolve("schedstat"));
            }
            return nanos;
        } catch (IOException notLinux) {
            return SYSTEM.getProcessCpuTime();
        }
    }

    private static long nanos(Path schedstat) {
        try {
            var figures = Files.readString(schedstat);
            return Long.parseLong(figures.substring(0, figures.indexOf(' ')));
        } catch (IOException ended) {
            return 0;
        }
    }

    /** In microseconds a request. */
    private double batch(String name) {
        var endpoint = endpoints.get(name);
        if (endpoint == null) {
            throw new IllegalArgumentException(name);
        }
        List<EndpointRequest> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(sealed.dataExchange(CLEAR_BYTES));
        }
        long before = processorNanos();
        for (var request : requests) {
            if (endpoint.answer(request).status() != 200) {
                throw new IllegalStateException("A request was not answered.");
            }
        }
        return (processorNanos() - before) / 1_000.0 / REQUESTS;
    }

    /** Where spans go to: nowhere, since what a collector costs is not measured. */
    private static final class Dropping implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
