package dev.penstock.graph;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.WabaId;
import dev.penstock.simulator.graph.GraphEmulator;
import dev.penstock.simulator.graph.GraphEmulatorBuilder;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** An account with two numbers at the emulator, and a client that does not really wait. */
public final class GraphFixture implements AutoCloseable {

    public static final String TOKEN = "EAAtest0123456789token";
    public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";
    public static final WabaId WABA = new WabaId("1001");
    public static final PhoneNumberId NUMBER = new PhoneNumberId("2001");
    public static final PhoneNumberId SECOND = new PhoneNumberId("2002");
    public static final List<RSAPrivateCrtKey> KEYS = List.of(PrivateKeys.generate(), PrivateKeys.generate());
    public static final String FLOW_JSON = """
            {"version":"7.3","data_api_version":"3.0","routing_model":{"WELCOME":[]},
             "screens":[{"id":"WELCOME","title":"Hello","terminal":true,"layout":{"type":"SingleColumnLayout","children":[]}}]}
            """;

    public final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    public final InstantSource clock = now::get;
    public final List<Duration> waits = new CopyOnWriteArrayList<>();
    public final GraphEmulator emulator;
    public final GraphClient client;

    private GraphFixture(GraphEmulatorBuilder builder) {
        emulator = builder.clock(clock).start();
        emulator.addAccount(WABA.value(), "Clinic");
        emulator.addNumber(WABA.value(), NUMBER.value(), "+1 555 0100");
        emulator.addNumber(WABA.value(), SECOND.value(), "+1 555 0101");
        client = client(TOKEN, Duration.ofSeconds(5));
    }

    public static GraphFixture start() {
        return new GraphFixture(GraphEmulator.builder(TOKEN));
    }

    public static GraphFixture start(GraphEmulatorBuilder builder) {
        return new GraphFixture(builder);
    }

    public GraphClient client(String token, Duration limit) {
        return GraphClient.builder(AccessToken.of(token))
                .baseUrl(emulator.baseUrl())
                .timeouts(Duration.ofSeconds(2), limit)
                .retryPolicy(new RetryPolicy(3, Duration.ofMillis(400), Duration.ofSeconds(20)))
                .timing(clock, new Random(1), waits::add)
                .build();
    }

    public static BusinessPublicKey publicKey(int index) {
        return BusinessPublicKey.of(KEYS.get(index));
    }

    @Override
    public void close() {
        client.close();
        emulator.close();
    }
}
