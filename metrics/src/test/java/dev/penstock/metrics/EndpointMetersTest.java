package dev.penstock.metrics;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.test.Canary;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens at an endpoint is counted where people look for it, and nothing else gets into a label. */
class EndpointMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PenstockMetrics metrics = PenstockMetrics.in(registry, 3);
    private final Conversation conversation = conversation(flow("shop"), endpoint -> endpoint.tenant("clinic-7"));

    private static FlowBuilder flow(String name) {
        return Flow.named(name)
                .timeBudget(Duration.ofSeconds(5))
                .onInit(request -> NextScreen.of("FORM"))
                .onScreen("FORM", request -> NextScreen.of("NEXT"))
                .onScreen("FAILS", request -> {
                    throw new IllegalStateException("typed");
                })
                .onScreen("EXPIRES", request -> request.invalidFlowToken("Ask again."))
                .oncePerSubmission("FORM");
    }

    private Conversation conversation(FlowBuilder flow, UnaryOperator<FlowEndpointBuilder> options) {
        return Conversation.with(flow, endpoint -> options.apply(endpoint).listener(metrics.listener()));
    }

    private double requests(String action, String screen, String outcome) {
        return registry.get("penstock.requests")
                .tags("flow", "shop", "tenant", "clinic-7", "action", action, "screen", screen, "outcome", outcome)
                .counter()
                .count();
    }

    private double counted(String name, String... tags) {
        return registry.get(name).tags("flow", "shop").tags(tags).counter().count();
    }

    private Timer timer(String name, String... tags) {
        return registry.get(name).tags("flow", "shop").tags(tags).timer();
    }

    @Test
    void everySeriesIsThereWithZeroBeforeTheFirstRequest() {
        for (var outcome : List.of("answered", "replayed", "failed", "invalid_flow_token", "refused")) {
            assertThat(requests("none", "none", outcome)).isZero();
            assertThat(requests("health_check", "none", outcome)).isZero();
            assertThat(requests("init", "none", outcome)).isZero();
            assertThat(requests("error_notification", "none", outcome)).isZero();
            for (var screen : List.of("FORM", "FAILS", "EXPIRES", "none")) {
                assertThat(requests("data_exchange", screen, outcome)).isZero();
                assertThat(requests("back", screen, outcome)).isZero();
            }
        }
        for (var refusal : Refusal.values()) {
            assertThat(counted("penstock.refusals", "reason", refusal.name().toLowerCase(Locale.ROOT)))
                    .isZero();
        }
        for (var failure : Failure.values()) {
            assertThat(counted("penstock.failures", "failure", failure.name().toLowerCase(Locale.ROOT)))
                    .isZero();
        }
        assertThat(counted("penstock.error.notifications", "error", "invalid-screen-transition"))
                .isZero();
        assertThat(timer("penstock.handler.duration", "action", "data_exchange").count())
                .isZero();
        assertThat(timer("penstock.decryption.duration", "key", "previous").count())
                .isZero();
    }

    @Test
    void nothingIsRegisteredByRequests() {
        int before = registry.getMeters().size();

        askEverything();

        assertThat(registry.getMeters()).hasSize(before);
    }

    private void askEverything() {
        conversation.ask(Conversation.PING);
        conversation.ask(Conversation.INIT);
        for (var screen : List.of("FORM", "FAILS", "EXPIRES", "NOWHERE", "MADE-UP by somebody")) {
            conversation.ask(dataExchange(screen, "{}"));
        }
        conversation.ask(dataExchange("FORM", "{\"error\":\"timeout_error\",\"error_message\":\"m\"}"));
        conversation.status(EndpointRequest.of(new byte[3], ""));
        conversation.status(conversation.phone.sign(new byte[3]));
        var stranger = new Phone(BusinessPublicKey.of(PrivateKeys.generate()), TestKeys.APP_SECRET);
        conversation.status(stranger.seal(Conversation.PING).request());
    }

    @Test
    void requestsAreCountedByActionScreenAndOutcome() {
        askEverything();

        assertThat(requests("health_check", "none", "answered")).isEqualTo(1);
        assertThat(requests("init", "none", "answered")).isEqualTo(1);
        assertThat(requests("data_exchange", "FORM", "answered")).isEqualTo(1);
        assertThat(requests("data_exchange", "FAILS", "failed")).isEqualTo(1);
        assertThat(requests("data_exchange", "EXPIRES", "invalid_flow_token")).isEqualTo(1);
        assertThat(requests("data_exchange", "none", "failed"))
                .as("screens that nobody knows")
                .isEqualTo(2);
        assertThat(requests("error_notification", "none", "answered")).isEqualTo(1);
        assertThat(requests("none", "none", "refused")).isEqualTo(3);
        assertThat(counted("penstock.failures", "failure", "handler")).isEqualTo(1);
        assertThat(counted("penstock.failures", "failure", "unhandled_screen")).isEqualTo(2);
        assertThat(counted("penstock.error.notifications", "error", "timeout_error"))
                .isEqualTo(1);
        assertThat(counted("penstock.refusals", "status", "432")).isEqualTo(1);
        assertThat(counted("penstock.refusals", "status", "400")).isEqualTo(1);
        assertThat(counted("penstock.refusals", "status", "421", "reason", "undecryptable"))
                .isEqualTo(1);
    }

    @Test
    void replaysAreCounted() {
        var sealed = conversation.phone.seal(dataExchange("FORM", "{}"));
        conversation.endpoint.answer(sealed.request());
        conversation.endpoint.answer(sealed.request());
        conversation.ask(dataExchange("FORM", "{}"));

        assertThat(requests("data_exchange", "FORM", "replayed")).isEqualTo(1);
        assertThat(counted("penstock.replays", "repeated", "request")).isEqualTo(1);
        assertThat(counted("penstock.replays", "repeated", "submission")).isEqualTo(1);
    }

    @Test
    void timesOfRequestDecryptionAndHandlerAreMeasured() {
        conversation.ask(Conversation.INIT);

        assertThat(timer("penstock.request.duration", "action", "init").count()).isEqualTo(1);
        assertThat(timer("penstock.decryption.duration", "key", "current").totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        assertThat(timer("penstock.handler.duration", "action", "init").count()).isEqualTo(1);
        assertThat(timer("penstock.request.duration", "action", "init")
                        .takeSnapshot()
                        .histogramCounts())
                .extracting(bucket -> bucket.bucket(TimeUnit.MILLISECONDS))
                .contains(500.0, 1_000.0, 5_000.0, 7_000.0, 10_000.0);
    }

    @Test
    void requestUnderThePreviousKeyIsSeen() {
        var rotated = Conversation.with(
                flow("shop"),
                endpoint -> endpoint.keyset(Keyset.of(PrivateKeys.generate()).alsoAccept(TestKeys.CURRENT))
                        .listener(metrics.listener()));

        rotated.ask(Conversation.PING);

        await().untilAsserted(() -> assertThat(registry.get("penstock.decryption.duration")
                        .tags("tenant", "none", "key", "previous")
                        .timer()
                        .count())
                .isEqualTo(1));
    }

    @Test
    void howManyEndpointsAndScreensHaveLabelsOfTheirOwnIsBounded() {
        for (int i = 0; i < 50; i++) {
            var tenant = "tenant-" + i;
            conversation(flow("shop"), endpoint -> endpoint.tenant(tenant)).ask(Conversation.INIT);
        }
        int bounded = registry.getMeters().size();
        for (int i = 50; i < 100; i++) {
            var tenant = "tenant-" + i;
            conversation(flow("shop"), endpoint -> endpoint.tenant(tenant)).ask(Conversation.INIT);
        }

        assertThat(registry.getMeters()).hasSize(bounded);
        assertThat(tenants()).containsExactlyInAnyOrder("clinic-7", "tenant-0", "tenant-1", "other");
        assertThat(registry.get("penstock.requests")
                        .tags("tenant", "other", "flow", "other", "action", "init", "outcome", "answered")
                        .counter()
                        .count())
                .isEqualTo(98);
    }

    private List<String> tenants() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getTag("tenant"))
                .distinct()
                .toList();
    }

    @Test
    void manyScreensOfOneEndpointAreCountedTogether() {
        var many = flow("many");
        IntStream.range(0, 60).forEach(i -> many.onScreen("S_%02d".formatted(i), request -> NextScreen.of("NEXT")));
        var large = conversation(many, endpoint -> endpoint);

        large.ask(dataExchange("S_59", "{}"));

        assertThat(registry.get("penstock.requests")
                        .tags("flow", "many", "screen", "other", "action", "data_exchange", "outcome", "answered")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.getMeters().stream()
                        .filter(meter -> "many".equals(meter.getId().getTag("flow")))
                        .map(meter -> meter.getId().getTag("screen"))
                        .distinct())
                .hasSizeLessThanOrEqualTo(PenstockMetrics.MAX_SCREENS + 3);
    }

    @Test
    void endpointThatIsBuiltAnewGoesOnCounting() {
        conversation.ask(Conversation.INIT);
        conversation(flow("shop"), endpoint -> endpoint.tenant("clinic-7")).ask(Conversation.INIT);

        assertThat(requests("init", "none", "answered")).isEqualTo(2);
    }

    @Test
    void nothingThatWasTypedGetsIntoALabel() {
        for (var screen : List.of("FORM", "FAILS", Canary.CANARY)) {
            conversation.ask(dataExchange(screen, Canary.PLANTED_DATA, Canary.CANARY));
        }
        conversation.ask(dataExchange(
                Canary.CANARY, "{\"error\":\"%1$s\",\"error_message\":\"%1$s\"}".formatted(Canary.CANARY)));

        assertThat(counted("penstock.error.notifications", "error", "other")).isEqualTo(1);
        assertThat(registry.getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(text(meter)).doesNotContainIgnoringCase(Canary.CANARY));
    }

    private static String text(Meter meter) {
        return meter.getId() + " " + meter.measure();
    }

    @Test
    void numberOfEndpointsIsPositive() {
        assertThatThrownBy(() -> PenstockMetrics.in(registry, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least");
    }

    @Test
    void everyMeterIsDescribed() {
        assertThat(registry.getMeters().stream()
                        .filter(meter -> !meter.getId().getName().endsWith(".histogram"))) // the registry's own
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getDescription())
                        .as(meter.getId().getName())
                        .isNotBlank());
    }
}
