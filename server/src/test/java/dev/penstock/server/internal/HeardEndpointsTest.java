package dev.penstock.server.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import dev.penstock.test.TestKeys;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeardEndpointsTest {

    private static FlowEndpoint endpoint(String flow) {
        return FlowEndpoint.builder(Flow.named(flow)
                        .onInit(request -> NextScreen.of("FORM"))
                        .build())
                .keyset(TestKeys.KEYSET)
                .insecurelyAcceptUnsignedRequests()
                .build();
    }

    /** Counts how often it is attached, and can hold up whoever attaches it to the Flow "slow". */
    private static final class Attached implements EndpointListener {

        private final AtomicInteger times = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void on(EndpointEvent event) {}

        @Override
        public EndpointListener at(EndpointLabels labels) {
            times.incrementAndGet();
            if (labels.flow().equals("slow")) {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return this;
        }
    }

    private final Attached listener = new Attached();
    private final HeardEndpoints heard = new HeardEndpoints(Optional.of(listener));

    @Test
    void anEndpointIsHeardOnce() {
        var shop = endpoint("shop");

        assertThat(heard.of(shop)).isNotSameAs(shop).isSameAs(heard.of(shop));
        assertThat(heard.of(endpoint("shop"))).isNotSameAs(heard.of(shop));
        assertThat(listener.times).hasValue(2);
    }

    @Test
    @Timeout(30)
    void requestsToAKnownEndpointWaitForNoOther() throws Exception {
        var shop = endpoint("shop");
        var known = heard.of(shop);
        var slow = endpoint("slow");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = CompletableFuture.supplyAsync(() -> heard.of(slow), executor);
            listener.begun.await();

            var meanwhile = CompletableFuture.supplyAsync(() -> heard.of(shop), executor);
            try {
                assertThat(meanwhile.get(5, TimeUnit.SECONDS)).isSameAs(known);
            } finally {
                listener.goOn.countDown();
            }
            assertThat(waiting.get().labels().flow()).isEqualTo("slow");
        }
    }

    @Test
    void oneThatNobodyHasAnyMoreIsForgotten() {
        heard.of(endpoint("shop"));

        await().untilAsserted(() -> {
            System.gc();
            assertThat(heard.size()).isZero();
        });
    }

    @Test
    void withoutAListenerNothingIsDone() {
        var shop = endpoint("shop");

        assertThat(new HeardEndpoints(Optional.empty()).of(shop)).isSameAs(shop);
    }
}
