package dev.penstock.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks for the limit of our server when its handler can do ten requests a second, one after the other. */
class LimitSearchIT {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");

    private final Semaphore onlyPlace = new Semaphore(1, true);
    private final List<Double> begun = new ArrayList<>();
    private BusinessPublicKey key;
    private PenstockServer server;

    @BeforeEach
    void serve() {
        var pair = PrivateKeys.generate();
        key = BusinessPublicKey.of(pair);
        var flow = Flow.named("slow")
                .onInit(request -> {
                    onlyPlace.acquireUninterruptibly();
                    try {
                        TimeUnit.MILLISECONDS.sleep(100);
                        return NextScreen.of("A");
                    } finally {
                        onlyPlace.release();
                    }
                })
                .build();
        server = PenstockServer.builder()
                .endpoint(FlowEndpoint.builder(flow)
                        .keyset(Keyset.of(pair))
                        .appSecrets(SECRETS)
                        .build())
                .port(0)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void doublesTheRateUntilMetaWouldAlertAndThenClosesIn() throws Exception {
        var search = search(
                plan(access().signedBy(RequestSignature.of(SECRETS))).rate(4).duration(Duration.ofSeconds(3)));

        assertThat(begun).startsWith(4.0, 8.0, 16.0).hasSize(6);
        assertThat(search.steps()).extracting(step -> step.plan().rate()).isEqualTo(begun);
        double best = search.best().orElseThrow().plan().rate();
        double alerted = search.firstAlerted().orElseThrow().plan().rate();
        assertThat(best).isBetween(8.0, 15.0);
        assertThat(alerted - best).as("an eighth of the distance from 8 to 16").isEqualTo(1.0);
        assertThat(LoadTextReport.of(search))
                .contains(
                        "At 4 requests a second you would not be alerted.",
                        "At 16 requests a second you would be alerted: p90 is",
                        "The highest rate without an alert was");
    }

    @Test
    void saysWhenThereIsAnAlertHoweverSlowItAsks() throws Exception {
        var search = search(plan(access()).rate(8).warmUp(Duration.ZERO).duration(Duration.ofSeconds(1)));

        assertThat(begun).containsExactly(8.0, 4.0, 2.0, 1.0);
        assertThat(search.best()).isEmpty();
        assertThat(search.firstAlerted().orElseThrow().failures()).containsOnlyKeys("status 432");
        assertThat(LoadTextReport.of(search)).endsWith("There was an alert at every rate: begin with a lower one.");
    }

    private EndpointAccess access() {
        return EndpointAccess.of(server.uri().resolve("/flows/slow"), key);
    }

    private static LoadPlan.Builder plan(EndpointAccess access) {
        return LoadPlan.of(access).mix(Mix.parse("init")).warmUp(Duration.ofSeconds(1));
    }

    private LimitSearch search(LoadPlan.Builder plan) throws InterruptedException {
        return LimitSearch.run(plan.build(), step -> begun.add(step.rate()), second -> {});
    }
}
