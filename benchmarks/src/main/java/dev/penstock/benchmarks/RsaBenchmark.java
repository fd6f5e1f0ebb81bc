package dev.penstock.benchmarks;

import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.spi.KeyUnwrapper;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The bare RSA operation by each provider. One that does not work here fails, and says why. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class RsaBenchmark {

    /** See {@link KeyUnwrappers#providers()}. */
    @Param({"openssl", "jdk"})
    public String provider;

    private KeyUnwrapper unwrapper;
    private byte[] block;

    /** Makes a key and a block. */
    @Setup
    public void prepare() {
        var requests = new SealedRequests();
        unwrapper = KeyUnwrappers.of(requests.privateKey(), provider);
        block = requests.wrappedKey();
    }

    /** Unwraps. */
    @Benchmark
    public byte[] unwrap() {
        return unwrapper.unwrap(block);
    }
}
