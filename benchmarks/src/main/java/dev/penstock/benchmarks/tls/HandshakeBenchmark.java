package dev.penstock.benchmarks.tls;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.conscrypt.Conscrypt;

/**
 * What a TLS handshake costs the server, in processor time of the server's engine only: by the JDK and by Conscrypt,
 * with certificates of either kind, anew and resumed. The client's engine is the JDK's, in the same thread.
 *
 * <p>Arguments: rounds (default 5), handshakes in each (default 200). The variants take turns.
 */
public final class HandshakeBenchmark {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final int WARM_UP = 300;

    private final SSLContext server;
    private final SSLContext client;
    private final String name;
    private final String protocol;
    private final boolean resumed;
    private final ByteBuffer toServer = ByteBuffer.allocate(64 * 1024);
    private final ByteBuffer toClient = ByteBuffer.allocate(64 * 1024);
    private final ByteBuffer clear = ByteBuffer.allocate(64 * 1024);
    private final TrustsEverybody trust = new TrustsEverybody();
    private long serverNanos;

    private HandshakeBenchmark(String name, SSLContext server, String protocol, boolean resumed) throws Exception {
        this.name = name;
        this.server = server;
        this.protocol = protocol;
        this.resumed = resumed;
        this.client = SSLContext.getInstance("TLS", "SunJSSE");
        client.init(null, new TrustManager[] {trust}, null);
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        var jdk = SSLContext.getInstance("TLS").getProvider();
        var conscrypt = Conscrypt.newProvider();
        var variants = new java.util.ArrayList<HandshakeBenchmark>();
        for (var kind : List.of("EC", "RSA")) {
            var store = store(kind);
            for (var protocol : List.of("TLSv1.3", "TLSv1.2")) {
                for (var resumed : List.of(false, true)) {
                    variants.add(variant("jdk", jdk, oneKey(store), kind, protocol, resumed));
                    variants.add(variant("conscrypt", conscrypt, nativeKey(store, conscrypt), kind, protocol, resumed));
                }
            }
        }
        variants.add(variant("conscrypt, key of the JDK", conscrypt, oneKey(store("RSA")), "RSA", "TLSv1.3", false));
        variants.add(variant("jdk, PKIX key manager", jdk, pkix(store("EC")), "EC", "TLSv1.3", false));
        measure(variants, rounds, times);
    }

    private static void measure(List<HandshakeBenchmark> variants, int rounds, int times) throws Exception {
        for (var variant : variants) {
            variant.micros(variant.name.contains("PKIX") ? WARM_UP / 10 : WARM_UP);
        }
        var micros = new double[variants.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int v = 0; v < variants.size(); v++) {
                micros[v][round] = variants.get(v).micros(times);
            }
        }
        System.out.printf(Locale.ROOT, "%-44s %s%n", "server's side of a handshake", "processor time, median");
        for (int v = 0; v < variants.size(); v++) {
            Arrays.sort(micros[v]);
            System.out.printf(
                    Locale.ROOT,
                    "%-44s %,8.0f us (%,.0f to %,.0f)%n",
                    variants.get(v).name,
                    micros[v][rounds / 2],
                    micros[v][0],
                    micros[v][rounds - 1]);
        }
    }

    private static HandshakeBenchmark variant(
            String provider, Provider implementation, KeyManager[] keys, String kind, String protocol, boolean resumed)
            throws Exception {
        var context = SSLContext.getInstance("TLS", implementation);
        context.init(keys, null, null);
        var name = "%s, %s, %s%s".formatted(provider, kind, protocol, resumed ? ", resumed" : "");
        return new HandshakeBenchmark(name, context, protocol, resumed);
    }

    private double micros(int times) throws Exception {
        if (resumed) {
            handshake("resumed");
        }
        serverNanos = 0;
        int before = trust.certificatesSeen;
        for (int i = 0; i < times; i++) {
            handshake(resumed ? "resumed" : "new-" + i + "-" + System.nanoTime());
        }
        if (trust.certificatesSeen - before != (resumed ? 0 : times)) {
            throw new IllegalStateException(name + ": that is not what happened.");
        }
        return serverNanos / 1e3 / times;
    }

    /** A handshake and one byte each way, so that the session ticket arrives too. */
    private void handshake(String peer) throws Exception {
        var serverEngine = server.createSSLEngine();
        serverEngine.setUseClientMode(false);
        serverEngine.setEnabledProtocols(new String[] {protocol});
        if (Conscrypt.isConscrypt(serverEngine)) {
            // As our server does it: they are off by default, and without them TLS 1.3 resumes nothing.
            Conscrypt.setUseSessionTickets(serverEngine, true);
        }
        var clientEngine = client.createSSLEngine(peer, 443);
        clientEngine.setUseClientMode(true);
        toServer.clear();
        toClient.clear();
        clientEngine.beginHandshake();
        serverEngine.beginHandshake();
        while (isShaking(clientEngine) || isShaking(serverEngine)) {
            step(clientEngine, toClient, toServer);
            atServer(() -> step(serverEngine, toServer, toClient));
        }
        send(clientEngine, toServer);
        atServer(() -> receive(serverEngine, toServer));
        atServer(() -> send(serverEngine, toClient));
        receive(clientEngine, toClient);
    }

    private interface Work {
        void run() throws Exception;
    }

    private void atServer(Work work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        serverNanos += threads.getCurrentThreadCpuTime() - before;
    }

    private static boolean isShaking(SSLEngine engine) {
        var status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    private void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws Exception {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                }
                case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (in.position() == 0 || !took(engine, in)) {
                        return;
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    return;
                }
            }
        }
    }

    private boolean took(SSLEngine engine, ByteBuffer in) throws Exception {
        in.flip();
        clear.clear();
        var result = engine.unwrap(in, clear);
        in.compact();
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    private static void send(SSLEngine engine, ByteBuffer out) throws Exception {
        engine.wrap(ByteBuffer.wrap(new byte[1]), out);
    }

    private void receive(SSLEngine engine, ByteBuffer in) throws Exception {
        int got = 0;
        while (in.position() > 0 && took(engine, in)) {
            got += clear.position();
        }
        if (got != 1) {
            throw new IllegalStateException(name + ": the byte did not arrive.");
        }
    }

    private static KeyStore store(String kind) throws Exception {
        var file = Files.createTempDirectory("penstock-tls").resolve("key.p12");
        var size = kind.equals("EC") ? List.of("-groupname", "secp256r1") : List.of("-keysize", "2048");
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                kind,
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString()));
        command.addAll(size);
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        made.getInputStream().readAllBytes();
        if (made.waitFor() != 0) {
            throw new IllegalStateException("keytool made no key.");
        }
        var store = KeyStore.getInstance(file.toFile(), PASSWORD);
        Files.delete(file);
        Files.delete(file.getParent());
        return store;
    }

    /** As our server does it: a key that was parsed once. */
    private static KeyManager[] oneKey(KeyStore store) throws Exception {
        var key = (PrivateKey) store.getKey("server", PASSWORD);
        return new KeyManager[] {new OneKey(key, (X509Certificate) store.getCertificate("server"))};
    }

    /** As our server does it with Conscrypt: a key that its native code need not parse again. */
    private static KeyManager[] nativeKey(KeyStore store, Provider conscrypt) throws Exception {
        var key = (PrivateKey) store.getKey("server", PASSWORD);
        var nativeKey = KeyFactory.getInstance(key.getAlgorithm(), conscrypt)
                .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        return new KeyManager[] {new OneKey(nativeKey, (X509Certificate) store.getCertificate("server"))};
    }

    private static KeyManager[] pkix(KeyStore store) throws Exception {
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    /**
     * The client is not what is measured; whether it was shown a certificate tells a new session from a resumed one.
     */
    private static final class TrustsEverybody implements X509TrustManager {

        private int certificatesSeen;

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            certificatesSeen++;
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
