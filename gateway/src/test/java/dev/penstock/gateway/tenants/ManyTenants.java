package dev.penstock.gateway.tenants;

import dev.penstock.gateway.Gateway;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.gateway.config.StoredTenants;
import dev.penstock.postgres.LocalKeyEncryption;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource.PSpecified;
import javax.crypto.spec.SecretKeySpec;

/**
 * Prints how long a gateway with many tenants in PostgreSQL takes to start, what memory it takes after each was asked
 * once, with a health check that is really opened, how soon two replicas serve one more, and how many requests fail
 * while one is written anew. To be run by hand; the number of tenants is its argument, 10,000 without one.
 *
 * <p>The memory is that of this process, in which the client is, too; PostgreSQL is another. All tenants have the same
 * key, each parsed for itself.
 */
public final class ManyTenants {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static final int ASKERS = 8;
    private static final int RELOADS = 50;

    private ManyTenants() {}

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        var encryption = LocalKeyEncryption.of(LocalKeyEncryption.generate(), List.of());
        try (var business = TestBusiness.in(Files.createTempDirectory("penstock-tenants"), SECRET, "one");
                var pool = TestDatabase.pool(TestDatabase.empty())) {
            var store = TenantStore.open(pool, encryption);
            for (int i = 0; i < count; i++) {
                store.put("t" + i, business.record("day"));
            }
            long start = System.nanoTime();
            var tenants = PostgresTenants.of(pool, encryption, new StoredTenants()::read);
            try (var gateway = Gateway.builder().port(0).tenants(tenants).start();
                    var client = HttpClient.newHttpClient()) {
                print("start with %,d tenants: %.1f s", count, since(start));
                print("resident before any was asked: %,d MB", residentMegabytes());
                long asking = System.nanoTime();
                var body = healthCheck(business);
                for (int i = 0; i < count; i++) {
                    ask(client, gateway.uri().resolve("/flows/t%d/day".formatted(i)), body);
                }
                print(
                        "each asked once, one after the other: %.1f s; resident: %,d MB; in memory: %,d",
                        since(asking), residentMegabytes(), gateway.loadedTenants());
                var replicaTenants = PostgresTenants.of(pool, encryption, new StoredTenants()::read);
                try (var replica =
                        Gateway.builder().port(0).tenants(replicaTenants).start()) {
                    add(store, business, body, client, List.of(gateway.uri(), replica.uri()));
                    reloadUnderLoad(store, business, body, client, List.of(gateway.uri(), replica.uri()));
                }
            }
        }
    }

    private static void add(
            TenantStore store, TestBusiness business, byte[] body, HttpClient client, List<URI> replicas)
            throws Exception {
        for (var replica : replicas) { // that it is not there has been asked, too
            status(client, replica.resolve("/flows/added/day"), body);
        }
        long adding = System.nanoTime();
        store.put("added", business.record("day"));
        for (var replica : replicas) {
            while (status(client, replica.resolve("/flows/added/day"), body) != 200) {
                Thread.onSpinWait();
            }
        }
        print("one more was served by both replicas after %.3f s", since(adding));
    }

    /** One tenant is written anew again and again, while both replicas are asked for it and for others. */
    private static void reloadUnderLoad(
            TenantStore store, TestBusiness business, byte[] body, HttpClient client, List<URI> replicas)
            throws Exception {
        var isOver = new AtomicBoolean();
        var answered = new LongAdder();
        var failed = new LongAdder();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ASKERS; i++) {
                var uri =
                        replicas.get(i % replicas.size()).resolve("/flows/t%d/day".formatted(i / replicas.size() % 2));
                var unused = threads.submit(() -> {
                    while (!isOver.get()) {
                        (status(client, uri, body) == 200 ? answered : failed).increment();
                    }
                    return null;
                });
            }
            for (int i = 0; i < RELOADS; i++) {
                store.put("t0", business.record("day"));
                Thread.sleep(200);
            }
            isOver.set(true);
        }
        print(
                "one of them written anew %d times under load: %,d answered by both replicas, %,d failed",
                RELOADS, answered.sum(), failed.sum());
    }

    private static void ask(HttpClient client, URI uri, byte[] body) throws Exception {
        int status = status(client, uri, body);
        if (status != 200) {
            throw new IllegalStateException("%s answered %d.".formatted(uri, status));
        }
    }

    private static int status(HttpClient client, URI uri, byte[] body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        var request = HttpRequest.newBuilder(uri)
                .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static byte[] healthCheck(TestBusiness business) throws Exception {
        var random = new SecureRandom();
        var key = new byte[16];
        random.nextBytes(key);
        var vector = new byte[16];
        random.nextBytes(vector);
        var gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, vector));
        var data = gcm.doFinal("{\"version\": \"3.0\", \"action\": \"ping\"}".getBytes(StandardCharsets.US_ASCII));
        var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.ENCRYPT_MODE,
                business.publicKey().rsaPublicKey(),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSpecified.DEFAULT));
        var base64 = Base64.getEncoder();
        return "{\"encrypted_flow_data\": \"%s\", \"encrypted_aes_key\": \"%s\", \"initial_vector\": \"%s\"}"
                .formatted(
                        base64.encodeToString(data),
                        base64.encodeToString(rsa.doFinal(key)),
                        base64.encodeToString(vector))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long residentMegabytes() throws Exception {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }

    private static void print(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
