package dev.penstock.benchmarks;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long it takes to serve many endpoints from one process, each with a key file of its own: to read the keys, to
 * build the endpoints, and to start the server.
 *
 * <p>{@code java -cp benchmarks.jar dev.penstock.benchmarks.ManyEndpoints [ENDPOINTS]}: by default 2,000. Their keys
 * are made of few primes, in pairs, since it would take minutes to find so many; that makes no difference to who reads
 * them.
 */
public final class ManyEndpoints {

    private static final BigInteger EXPONENT = RSAKeyGenParameterSpec.F4;

    private ManyEndpoints() {}

    /**
     * Measures and prints.
     *
     * @param arguments how many endpoints
     */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        var directory = Files.createTempDirectory("penstock-endpoints");
        try {
            var files = writeKeys(directory, count);
            long begin = System.nanoTime();
            var keysets = files.stream().map(Keyset::load).toList();
            long loaded = System.nanoTime();
            var server = PenstockServer.builder().port(0);
            var secrets = AppSecrets.of("0123456789abcdef0123456789abcdef");
            for (int i = 0; i < count; i++) {
                var flow = Flow.named("flow-" + i)
                        .onInit(request -> NextScreen.of("FIRST"))
                        .build();
                server.endpoint(FlowEndpoint.builder(flow)
                        .keyset(keysets.get(i))
                        .appSecrets(secrets)
                        .build());
            }
            long built = System.nanoTime();
            try (var running = server.start()) {
                long started = System.nanoTime();
                print(
                        "%,d endpoints, RSA by %s",
                        count, keysets.getFirst().descriptions().getFirst());
                print(
                        "keys read    %6.2f s, %.2f ms each",
                        seconds(begin, loaded), 1e3 * seconds(begin, loaded) / count);
                print("built        %6.2f s", seconds(loaded, built));
                print("started      %6.2f s", seconds(built, started));
                print("in all       %6.2f s", seconds(begin, started));
            }
        } finally {
            delete(directory);
        }
    }

    private static List<Path> writeKeys(Path directory, int count) throws IOException, GeneralSecurityException {
        var primes = new ArrayList<BigInteger>();
        var files = new ArrayList<Path>();
        var random = new SecureRandom();
        while (files.size() < count) {
            var prime = prime(random);
            for (int i = 0; i < primes.size() && files.size() < count; i++) {
                var file = directory.resolve(files.size() + ".pem");
                Files.writeString(file, PrivateKeys.clearPem(key(prime, primes.get(i))));
                files.add(file);
            }
            primes.add(prime);
        }
        return files;
    }

    /** One whose product with another such has 2048 bits. */
    private static BigInteger prime(SecureRandom random) {
        while (true) {
            var prime = BigInteger.probablePrime(BusinessPublicKey.BITS / 2, random);
            if (prime.testBit(BusinessPublicKey.BITS / 2 - 2)
                    && prime.subtract(BigInteger.ONE).gcd(EXPONENT).equals(BigInteger.ONE)) {
                return prime;
            }
        }
    }

    private static RSAPrivateCrtKey key(BigInteger p, BigInteger q) throws GeneralSecurityException {
        var p1 = p.subtract(BigInteger.ONE);
        var q1 = q.subtract(BigInteger.ONE);
        var d = EXPONENT.modInverse(p1.multiply(q1).divide(p1.gcd(q1)));
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        p.multiply(q), EXPONENT, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p)));
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }
}
