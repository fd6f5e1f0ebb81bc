package dev.penstock.benchmarks;

import dev.penstock.Flow;
import dev.penstock.FlowRequest;
import dev.penstock.NextScreen;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.OpenedRequest;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.trust.RequestSignature;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The steps of a request by its size. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class EnvelopeBenchmark {

    /** How many bytes the clear request, and the clear answer, have. */
    @Param({"500", "5000", "100000"})
    public int clearBytes;

    private Keyset keyset;
    private RequestSignature signature;
    private FlowEndpoint endpoint;
    private EndpointRequest request;
    private EncryptedRequest encrypted;
    private byte[] clear;

    /** Makes one request. */
    @Setup
    public void prepare() {
        var requests = new SealedRequests();
        keyset = requests.keyset();
        signature = RequestSignature.of(requests.appSecrets());
        request = requests.dataExchange(clearBytes);
        encrypted = EncryptedRequest.parse(request.body());
        clear = keyset.open(encrypted).clear();
        endpoint = FlowEndpoint.builder(Flow.named("benchmark")
                        .onScreen("FORM", exchange -> NextScreen.of("CONFIRM"))
                        .build())
                .keyset(keyset)
                .appSecrets(requests.appSecrets())
                .build();
    }

    /** The request signature. */
    @Benchmark
    public Object verify() {
        return signature.check(request.body(), request.signature());
    }

    /** The JSON and the Base64 on the wire. */
    @Benchmark
    public EncryptedRequest parseEncrypted() {
        return EncryptedRequest.parse(request.body());
    }

    /** RSA and AES. */
    @Benchmark
    public OpenedRequest open() {
        return keyset.open(encrypted);
    }

    /** RSA and AES, and AES once more for an answer of the same size; one request can seal only one. */
    @Benchmark
    public byte[] openAndSeal() {
        return keyset.open(encrypted).seal(clear);
    }

    /** The clear JSON. */
    @Benchmark
    public FlowRequest parseClear() {
        return FlowRequest.parse(clear);
    }

    /** A request whose answer the replay guard has. */
    @Benchmark
    public EndpointResponse replayHit() {
        return endpoint.answer(request);
    }
}
