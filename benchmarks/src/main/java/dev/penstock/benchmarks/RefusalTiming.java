package dev.penstock.benchmarks;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.json.StrictJson;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.crypto.Cipher;

/**
 * Whether the time that it takes to find a request undecryptable tells why it is: Welch's t-test over every way of
 * being so, against a request that is wrapped for the right key and has a wrong tag.
 *
 * <p>{@code java -cp benchmarks.jar dev.penstock.benchmarks.RefusalTiming [PROVIDER] [REQUESTS]}: by default {@code
 * jdk} and 20,000 requests of each kind, in random order. |t| above 4.5 is taken for a difference; that is only to be
 * believed if it is there again in a second run.
 */
public final class RefusalTiming {

    private static final int WARM_UP = 3_000;
    private static final int DATA_BYTES = 16;
    /** Of each kind, prepared ahead and used in turn, so that nothing is in a cache for one kind alone. */
    private static final int PREPARED = 64;
    /** The slowest part of all measurements is other work on the machine, not this. */
    private static final double KEPT = 0.9;

    private final SecureRandom random = new SecureRandom();
    private final BusinessPublicKey key;
    private final BusinessPublicKey foreign = BusinessPublicKey.of(PrivateKeys.generate());
    private final Keyset keyset;

    private RefusalTiming(String provider) {
        var privateKey = PrivateKeys.generate();
        this.key = BusinessPublicKey.of(privateKey);
        this.keyset = Keyset.of(KeyUnwrappers.of(privateKey, provider));
    }

    /**
     * Measures and prints.
     *
     * @param arguments the provider of RSA, and how many requests of each kind
     */
    public static void main(String[] arguments) {
        var provider = arguments.length > 0 ? arguments[0] : "jdk";
        int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        new RefusalTiming(provider).run(provider, requests);
    }

    private void run(String provider, int requests) {
        var kinds = kinds();
        measure(kinds, WARM_UP);
        var times = measure(kinds, requests);
        System.out.printf(Locale.ROOT, "%s, %d requests of each kind%n", provider, requests);
        var names = List.copyOf(kinds.keySet());
        for (int i = 0; i < names.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-44s mean %9.2f us  |t| %6.2f%n",
                    names.get(i),
                    mean(times[i]) / 1_000,
                    Math.abs(welch(times[0], times[i])));
        }
    }

    private Map<String, List<EncryptedRequest>> kinds() {
        var kinds = new LinkedHashMap<String, List<EncryptedRequest>>();
        for (int i = 0; i < PREPARED; i++) {
            add(kinds, "right key, wrong tag", wrap(key, 16), DATA_BYTES);
            add(kinds, "the same, to see the noise", wrap(key, 16), DATA_BYTES);
            add(kinds, "foreign key", wrap(foreign, 16), DATA_BYTES);
            add(kinds, "random block, wrong padding", below(), DATA_BYTES);
            add(kinds, "block greater than the modulus", above(), DATA_BYTES);
            add(kinds, "block of 255 bytes", bytes(255), DATA_BYTES);
            add(kinds, "right key, payload key of 15 bytes", wrap(key, 15), DATA_BYTES);
            add(kinds, "right key, data of 15 bytes", wrap(key, 16), DATA_BYTES - 1);
            add(kinds, "foreign key, data of 15 bytes", wrap(foreign, 16), DATA_BYTES - 1);
        }
        return kinds;
    }

    private double[][] measure(Map<String, List<EncryptedRequest>> kinds, int requests) {
        var pools = List.copyOf(kinds.values());
        var times = new double[pools.size()][requests];
        var counts = new int[pools.size()];
        var order = new ArrayList<Integer>();
        for (int kind = 0; kind < pools.size(); kind++) {
            order.addAll(Collections.nCopies(requests, kind));
        }
        Collections.shuffle(order, new Random(random.nextLong()));
        for (int kind : order) {
            var request = pools.get(kind).get(counts[kind] % PREPARED);
            long begin = System.nanoTime();
            refuse(request);
            times[kind][counts[kind]++] = System.nanoTime() - begin;
        }
        return times;
    }

    private void refuse(EncryptedRequest request) {
        try {
            keyset.open(request);
            throw new IllegalStateException("Nothing here should open.");
        } catch (UndecryptableRequestException asItShould) {
            return;
        }
    }

    private void add(Map<String, List<EncryptedRequest>> kinds, String name, byte[] wrapped, int dataBytes) {
        var base64 = Base64.getEncoder();
        kinds.computeIfAbsent(name, n -> new ArrayList<>())
                .add(EncryptedRequest.parse(StrictJson.write(Map.of(
                        "encrypted_aes_key", base64.encodeToString(wrapped),
                        "initial_vector", base64.encodeToString(bytes(16)),
                        "encrypted_flow_data", base64.encodeToString(bytes(dataBytes))))));
    }

    private byte[] wrap(BusinessPublicKey recipient, int length) {
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.ENCRYPT_MODE, recipient.rsaPublicKey(), SealedRequests.OAEP);
            return rsa.doFinal(bytes(length));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] below() {
        var block = bytes(256);
        block[0] = 0;
        return block;
    }

    private byte[] above() {
        var block = bytes(256);
        Arrays.fill(block, 0, 16, (byte) 0xff);
        return block;
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static double[] kept(double[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return Arrays.copyOf(sorted, (int) (sorted.length * KEPT));
    }

    private static double mean(double[] times) {
        return Arrays.stream(kept(times)).average().orElse(0);
    }

    private static double variance(double[] times) {
        double mean = mean(times);
        var kept = kept(times);
        return Arrays.stream(kept).map(time -> (time - mean) * (time - mean)).sum() / (kept.length - 1);
    }

    private static double welch(double[] one, double[] other) {
        return (mean(one) - mean(other))
                / Math.sqrt(variance(one) / kept(one).length + variance(other) / kept(other).length);
    }
}
