package dev.penstock.benchmarks;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointEvent;
import dev.penstock.replay.InMemoryReplayGuard;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A whole request of 500 bytes, verified to sealed, beside the RSA operation in it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AnswerBenchmark {

    static final int CLEAR_BYTES = 500;

    /** So many that the replay guard has long forgotten a request when its turn comes again. */
    private static final int POOL = 4_096;

    /** The endpoint with everything that it has by default, but for how long its replay guard remembers. */
    @State(Scope.Thread)
    public static class Endpoint {

        private final EndpointRequest[] pool = new EndpointRequest[POOL];
        private final AtomicLong wrong = new AtomicLong();
        private FlowEndpoint endpoint;
        private int next;

        /** Makes the requests. */
        @Setup
        public void prepare() {
            var requests = new SealedRequests();
            for (int i = 0; i < POOL; i++) {
                pool[i] = requests.dataExchange(CLEAR_BYTES);
            }
            var flow = Flow.named("benchmark")
                    .onScreen(
                            "FORM",
                            request -> NextScreen.of("CONFIRM")
                                    .with("day", request.data().string("day").orElse(""))
                                    .with("price", 12))
                    .build();
            endpoint = FlowEndpoint.builder(flow)
                    .keyset(requests.keyset())
                    .appSecrets(requests.appSecrets())
                    .replayGuard(InMemoryReplayGuard.builder()
                            .keep(Duration.ofMillis(200))
                            .build())
                    .listener(this::count)
                    .build();
        }

        private void count(EndpointEvent event) {
            if (event instanceof EndpointEvent.Answered answered && (answered.replayed() || answered.status() != 200)) {
                wrong.incrementAndGet();
            }
            if (event instanceof EndpointEvent.Refused) {
                wrong.incrementAndGet();
            }
        }

        /** Makes sure that nothing else was measured. */
        @TearDown
        public void allWereAnswered() {
            if (wrong.get() > 0) {
                throw new IllegalStateException(wrong + " requests were replayed or refused.");
            }
        }

        EndpointResponse answerNext() {
            next = (next + 1) % POOL;
            return endpoint.answer(pool[next]);
        }
    }

    /** RSA-OAEP of the provider that the endpoint chooses, and nothing else. */
    @State(Scope.Thread)
    public static class Rsa {

        private final byte[][] pool = new byte[256][];
        private KeyUnwrapper unwrapper;
        private int next;

        /** Wraps the keys. */
        @Setup
        public void prepare() throws GeneralSecurityException {
            var requests = new SealedRequests();
            for (int i = 0; i < pool.length; i++) {
                pool[i] = requests.wrappedKey();
            }
            unwrapper = KeyUnwrappers.of(requests.privateKey());
        }

        byte[] unwrapNext() {
            next = (next + 1) % pool.length;
            return unwrapper.unwrap(pool[next]);
        }
    }

    /** Everything that happens to a request. */
    @Benchmark
    public EndpointResponse answer(Endpoint endpoint) {
        return endpoint.answerNext();
    }

    /** What it cannot do without. */
    @Benchmark
    public byte[] bareRsa(Rsa rsa) {
        return rsa.unwrapNext();
    }
}
