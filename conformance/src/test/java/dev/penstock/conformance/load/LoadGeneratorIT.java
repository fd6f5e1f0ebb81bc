package dev.penstock.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.conformance.RunningServer;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.json.StrictJson;
import dev.penstock.testing.EndpointAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LoadGeneratorIT {

    private static final BusinessPublicKey KEY = BusinessPublicKey.of(PrivateKeys.generate());

    @Test
    void asksOurServerAtTheRateOfThePlan() throws Exception {
        try (var server = RunningServer.start(builder -> builder)) {
            var plan = LoadPlan.of(server.access())
                    .flowTokens(List.of(server.flowToken()))
                    .submission("GREETING", Map.of("name", "Somebody"))
                    .mix(Mix.parse("ping=1,init=1,data_exchange=1"))
                    .rate(40)
                    .duration(Duration.ofSeconds(3))
                    .warmUp(Duration.ofSeconds(2))
                    .build();
            List<LoadResult.Second> progress = Collections.synchronizedList(new ArrayList<>());

            var result = LoadGenerator.run(plan, progress::add);

            assertThat(result.failures()).isEmpty();
            assertThat(result.due()).isEqualTo(120);
            assertThat(result.sent()).isEqualTo(120);
            assertThat(result.answered()).isEqualTo(120);
            assertThat(result.seconds()).hasSize(3).allMatch(second -> second.answered() == 40);
            assertThat(progress).isNotEmpty();
            assertThat(StrictJson.writePretty(result.toJson())).contains("\"answered\" : 120");
        }
    }

    @Test
    void sendsNoRequestTwice() throws Exception {
        Set<String> bodies = Collections.synchronizedSet(new HashSet<>());
        try (var endpoint = new Stub(Duration.ZERO, bodies)) {
            var result = LoadGenerator.run(endpoint.plan().rate(100).build(), second -> {});

            assertThat(result.sent()).isEqualTo(100);
            assertThat(bodies).hasSize(100);
            assertThat(result.failures()).containsOnlyKeys("the answer does not open");
        }
    }

    @Test
    void countsTheWaitForAnEndpointThatStalls() throws Exception {
        // One connection and 200 ms for each answer are 5 requests a second; 20 are due.
        try (var endpoint = new Stub(Duration.ofMillis(200), new HashSet<>())) {
            var result = LoadGenerator.run(
                    endpoint.plan()
                            .rate(20)
                            .connections(1)
                            .duration(Duration.ofSeconds(2))
                            .build(),
                    second -> {});

            assertThat(result.due()).isEqualTo(40);
            assertThat(result.sent()).isLessThan(20);
            assertThat(result.failures()).containsKey("not sent: every connection was in use");
            assertThat(result.latency().percentileMillis(90)).isGreaterThan(1_000);
            assertThat(result.lateness().percentileMillis(50))
                    .as("the wait is not the generator's doing")
                    .isLessThan(result.latency().percentileMillis(50) / 2);
            assertThat(AlertRating.of(result).isAlert()).isTrue();
        }
    }

    @Test
    void namesWhyRequestsFail() throws Exception {
        var nobody = LoadPlan.of(EndpointAccess.of(URI.create("http://127.0.0.1:1/"), KEY))
                .rate(10)
                .duration(Duration.ofSeconds(1))
                .warmUp(Duration.ZERO)
                .build();

        var result = LoadGenerator.run(nobody, second -> {});

        assertThat(result.failures()).containsExactly(Map.entry("the connection was refused", 10L));
        assertThat(result.errorPercent()).isEqualTo(100);
        assertThat(result.availabilityPercent()).isZero();
    }

    @Test
    void writesReportsWithoutAnythingFromTheNetwork() throws Exception {
        try (var endpoint = new Stub(Duration.ZERO, new HashSet<>())) {
            var result = LoadGenerator.run(endpoint.plan().rate(20).build(), second -> {});

            assertThat(LoadHtmlReport.of(result, Instant.EPOCH))
                    .contains("At 20 requests a second you would be alerted", "<svg", "1 January 1970")
                    .doesNotContain("<script", "<link", "src=", "@import", "url(");
            assertThat(LoadTextReport.of(result)).contains("0 of 20", "the answer does not open");
        }
    }

    @Test
    void refusesPlansWithoutBounds() {
        var plan = LoadPlan.of(EndpointAccess.of(URI.create("http://127.0.0.1/"), KEY));

        assertThatIllegalArgumentException().isThrownBy(() -> plan.rate(0).build());
        assertThatIllegalArgumentException().isThrownBy(() -> plan.rate(50_001).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.rate(1).duration(Duration.ofHours(1)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.duration(Duration.ofSeconds(1))
                        .mix(new Mix(0, 0, 1))
                        .build())
                .withMessageContaining("screen");
    }

    /** Answers 200 with a body that opens under no key. */
    private static final class Stub implements AutoCloseable {

        private final HttpServer server;

        private Stub(Duration pause, Set<String> bodies) throws IOException {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                try (exchange) {
                    bodies.add(new String(
                            exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                    Thread.sleep(pause);
                    exchange.sendResponseHeaders(200, 4);
                    exchange.getResponseBody().write(new byte[] {'A', 'A', 'A', 'A'});
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            server.start();
        }

        private LoadPlan.Builder plan() {
            return LoadPlan.of(EndpointAccess.of(
                            URI.create("http://127.0.0.1:%d/"
                                    .formatted(server.getAddress().getPort())),
                            KEY))
                    .duration(Duration.ofSeconds(1))
                    .warmUp(Duration.ZERO);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
