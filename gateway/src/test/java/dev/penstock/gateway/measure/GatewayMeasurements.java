package dev.penstock.gateway.measure;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.gateway.Gateway;
import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.TenantDirectory;
import dev.penstock.gateway.backend.HttpBackend;
import dev.penstock.gateway.measure.EchoBackend.Manner;
import dev.penstock.gateway.tenants.ManyTenants;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import dev.penstock.trust.AppSecrets;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is measured and not asserted, since it depends on the machine; {@code bin/measure-gateway} runs it. */
class GatewayMeasurements {

    private static final AppSecrets SECRETS = AppSecrets.of(TestKeys.APP_SECRET);
    private static final Duration PHASE = Duration.ofSeconds(Integer.getInteger("measure.seconds", 15));
    private static final int OTHERS = 4;
    /** Of each who asks the one: as often beside each backend, however soon it fails. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final int REQUESTS = 3_000;

    private final Phone phone = Phone.create();

    private static GatewayEndpoint endpoint(URI backend) {
        return GatewayEndpoint.builder("form", HttpBackend.builder(backend).build())
                .keyset(() -> TestKeys.KEYSET)
                .appSecrets(SECRETS)
                .build();
    }

    /**
     * Four tenants with a good backend, and beside them one whose backend behaves in several ways, for a second each
     * and then again, so that what else the machine does meets all of them alike.
     */
    @Test
    void whatOthersNoticeOfABackendThatFails() throws Exception {
        try (var good = new EchoBackend(Manner.WELL);
                var slow = new EchoBackend(Manner.SLOW);
                var garbage = new EchoBackend(Manner.GARBAGE);
                var large = new EchoBackend(Manner.LARGE);
                var drop = new EchoBackend(Manner.DROP_BY_DROP);
                var elsewhere = new EchoBackend(Manner.ELSEWHERE);
                var broken = new EchoBackend(Manner.BROKEN_OFF)) {
            var backends = new LinkedHashMap<String, URI>();
            backends.put("good", good.uri());
            backends.put("dead", URI.create("http://127.0.0.1:1/flow"));
            backends.put("slow", slow.uri());
            backends.put("garbage", garbage.uri());
            backends.put("large", large.uri());
            backends.put("dripping", drop.uri());
            backends.put("redirecting", elsewhere.uri());
            backends.put("breaking-off", broken.uri());
            TenantDirectory directory = name -> Optional.of(new Tenant(
                    name, Map.of("form", endpoint(backends.getOrDefault(name, good.uri()))), Optional.empty()));
            try (var gateway = Gateway.builder().port(0).tenants(directory).start()) {
                var others = List.of("a", "b", "c", "d").stream()
                        .map(name -> gateway.uri().resolve("/flows/%s/form".formatted(name)))
                        .toList();
                beside(others.getFirst(), others); // warm
                var measured = new LinkedHashMap<String, Times>();
                for (int i = 0; i < PHASE.toSeconds(); i++) {
                    for (var manner : backends.keySet()) {
                        var one = gateway.uri().resolve("/flows/%s/form".formatted(manner));
                        measured.merge(manner, beside(one, others), Times::and);
                    }
                }
                double good99 = Objects.requireNonNull(measured.get("good")).millis(0.99);
                measured.forEach((manner, times) -> print(
                        "others while one backend is %s: %,d requests, median %.1f ms, p99 %.1f ms, %.2f times that"
                                + " beside a good one",
                        manner,
                        times.nanos().length,
                        times.millis(0.5),
                        times.millis(0.99),
                        times.millis(0.99) / good99));
            }
        }
    }

    private Times beside(URI one, List<URI> others) throws Exception {
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < OTHERS; i++) {
                var unused = threads.submit(() -> {
                    while (!isOver.get()) {
                        long next = System.nanoTime() + PACE.toNanos();
                        Asker.ask(one, Asker.request(phone));
                        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                    }
                    return null;
                });
            }
            var times = Asker.measure(others, OTHERS, Duration.ofSeconds(1), phone);
            isOver.set(true);
            return times;
        }
    }

    /** One caller; the gateway with its HTTP on both sides against the endpoint in this process, and RSA alone. */
    @Test
    void whatTheGatewayCosts() throws Exception {
        var flow = Flow.named("form")
                .onScreen("FORM", request -> NextScreen.of("NEXT").with("name", "Ada"))
                .build();
        var inProcess = FlowEndpoint.builder(flow)
                .keyset(TestKeys.KEYSET)
                .appSecrets(SECRETS)
                .build();
        try (var backend = new EchoBackend(Manner.WELL);
                var gateway = Gateway.builder()
                        .port(0)
                        .endpoint("/flows/form", endpoint(backend.uri()))
                        .start()) {
            var uri = gateway.uri().resolve("/flows/form");
            Times endpoint = repeat(() -> {
                var sealed = Asker.request(phone);
                long begun = System.nanoTime();
                inProcess.answer(sealed.request());
                return System.nanoTime() - begun;
            });
            Times served = repeat(() -> Asker.ask(uri, Asker.request(phone)));
            var unwrapping = new RsaFloor();
            Times rsa = repeat(unwrapping::once);
            print(
                    "one request, median: RSA alone by the JDK %.3f ms, FlowEndpoint in process %.3f ms, gateway with"
                            + " an echo backend on loopback %.3f ms: %.1f times the endpoint, %.1f times RSA",
                    rsa.millis(0.5),
                    endpoint.millis(0.5),
                    served.millis(0.5),
                    served.millis(0.5) / endpoint.millis(0.5),
                    served.millis(0.5) / rsa.millis(0.5));
        }
    }

    /** Measures itself. */
    private interface Measured {
        long once() throws Exception;
    }

    private static Times repeat(Measured measured) throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            measured.once();
        }
        var nanos = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            nanos[i] = measured.once();
        }
        return new Times(nanos);
    }

    @Test
    void manyTenants() throws Exception {
        ManyTenants.main(new String[] {System.getProperty("measure.tenants", "10000")});
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
