package dev.penstock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InProcessLineTest {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final Keyset KEYS = Keyset.of(PrivateKeys.generate());

    private final CountDownLatch never = new CountDownLatch(1);
    private final FlowEndpoint endpoint = FlowEndpoint.builder(Flow.named("shop")
                    .onInit(request -> NextScreen.of("FIRST").with("greeting", "Hello"))
                    .onScreen("SLOW", request -> {
                        never.await();
                        return NextScreen.of("FIRST");
                    })
                    .build())
            .keyset(KEYS)
            .appSecrets(SECRETS)
            .build();
    private final InProcessLine line = InProcessLine.to(endpoint).signedBy(RequestSignature.of(SECRETS));

    @Test
    void aClientAsksOverItAsOverASocket() {
        var init = FlowClient.over(line, "t-1").build().init();

        assertThat(init.outcome())
                .isEqualTo(new Exchange.Answered(200, Map.of("screen", "FIRST", "data", Map.of("greeting", "Hello"))));
        assertThat(init.took()).isPositive();
        assertThat(init.wire().keyId()).isEqualTo(KEYS.currentPublicKey().id());
    }

    @Test
    void withoutASignatureTheEndpointRefuses() {
        assertThat(FlowClient.over(InProcessLine.to(endpoint), "t-1")
                        .build()
                        .init()
                        .outcome())
                .isEqualTo(new Exchange.Refused(432));
    }

    @Test
    void nobodyWaitsLongerThanToldTo() {
        var slow = Map.<String, Object>of(
                "version", "3.0", "action", "data_exchange", "screen", "SLOW", "data", Map.of(), "flow_token", "t-1");

        var exchange = line.send(slow, Duration.ofMillis(50));
        never.countDown();

        assertThat(exchange.outcome()).isEqualTo(new Exchange.TimedOut());
        assertThat(exchange.status()).isZero();
    }
}
