package dev.penstock.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
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
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Prints what metrics and traces add to the processor time of a request: endpoints without, with metrics, with traces,
 * and with both answer the same kind of request by turns, in one process, so that other work on the machine touches all
 * alike. The processor time is that of the whole process, with its collector and the thread that hands spans on. The
 * number of turns is the argument, 100 without one.
 */
public final class ObservationCost {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final int REQUESTS = 200;
    private static final int CLEAR_BYTES = 500;
    private static final int WARM_UP_TURNS = 15;

    private final SealedRequests sealed = new SealedRequests();
    private final Map<String, FlowEndpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, double[]> micros = new LinkedHashMap<>();

    private ObservationCost(PenstockMetrics metrics, PenstockTracing tracing) {
        endpoints.put("without", endpoint("off", builder -> builder));
        endpoints.put("metrics", endpoint("metrics", builder -> builder.listener(metrics.listener())));
        endpoints.put("traces", endpoint("traces", tracing::trace));
        endpoints.put("both", endpoint("both", builder -> tracing.trace(builder.listener(metrics.listener()))));
    }

    private FlowEndpoint endpoint(String name, UnaryOperator<FlowEndpointBuilder> observed) {
        var flow = Flow.named(name)
                .onScreen("FORM", request -> NextScreen.of("FORM"))
                .build();
        return observed.apply(FlowEndpoint.builder(flow)
                        .keyset(sealed.keyset())
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
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(new Dropping()).build())
                .build();
        try (var metrics = PenstockMetrics.create();
                var sdk = OpenTelemetrySdk.builder().setTracerProvider(provider).build()) {
            new ObservationCost(metrics, PenstockTracing.with(sdk)).measure(turns);
        }
    }

    private void measure(int turns) {
        takeTurns(WARM_UP_TURNS);
        takeTurns(turns);
        double without = mean("without");
        endpoints
                .keySet()
                .forEach(name -> System.out.println(String.format(
                        Locale.ROOT,
                        "%-8s %7.1f us of processor time a request, %+.1f %% with a standard error of %.1f",
                        name,
                        mean(name),
                        (mean(name) / without - 1) * 100,
                        standardError(name) / without * 100)));
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

    /** The clock of the process ticks each 10 ms, which a mean evens out and a median does not. */
    private double mean(String name) {
        return Arrays.stream(turns(name)).average().orElse(0);
    }

    /** Of the difference to what came in the same turn without anything. */
    private double standardError(String name) {
        var mine = turns(name);
        var without = turns("without");
        double mean = mean(name) - mean("without");
        double squares = 0;
        for (int turn = 0; turn < mine.length; turn++) {
            squares += Math.pow(mine[turn] - without[turn] - mean, 2);
        }
        return Math.sqrt(squares / mine.length / Math.max(1, mine.length - 1));
    }

    private double[] turns(String name) {
        return micros.getOrDefault(name, new double[0]);
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
        long before = SYSTEM.getProcessCpuTime();
        for (var request : requests) {
            if (endpoint.answer(request).status() != 200) {
                throw new IllegalStateException("A request was not answered.");
            }
        }
        return (SYSTEM.getProcessCpuTime() - before) / 1_000.0 / REQUESTS;
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
