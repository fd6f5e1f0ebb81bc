package dev.penstock.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A real HTTPS server on loopback that plays WhatsApp's media store, well or badly. Clients reach it under every name,
 * the documented one included, through a proxy that notes for which names it was asked.
 */
final class MediaStore implements AutoCloseable {

    private static final char[] NO_PASSWORD = "".toCharArray();

    private final HttpsServer server;
    private final ServerSocket proxy;
    private final KeyStore trusted;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final AtomicInteger paths = new AtomicInteger();
    private final AtomicInteger brokenDownloads = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private MediaStore() throws Exception {
        trusted = certificate("mmg.whatsapp.net", "media.example.net", "localhost");
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(trusted, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(threads);
        server.start();
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::acceptTunnels);
    }

    static MediaStore open() throws Exception {
        return new MediaStore();
    }

    /** A client that trusts this store and reaches it under every name. */
    HttpClient.Builder client() throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).proxy(ProxySelector.of((InetSocketAddress)
                proxy.getLocalSocketAddress()));
    }

    /** Serves a file under a new path of the documented host. */
    String put(byte[] file) {
        return put(exchange -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        });
    }

    /** Answers under a new path of the documented host. */
    String put(HttpHandler handler) {
        var path = "/v/t" + paths.incrementAndGet() + ".enc";
        server.createContext(path, exchange -> {
            requested.add(path);
            try (exchange) {
                handler.handle(exchange);
            } catch (IOException brokenOff) {
                brokenDownloads.incrementAndGet();
            }
        });
        return "https://mmg.whatsapp.net" + path + "?ccb=11-4&oh=secret-in-query";
    }

    String put(int status, String... header) {
        return put(exchange -> {
            if (header.length == 2) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            exchange.sendResponseHeaders(status, -1);
        });
    }

    /** Writes without end, as fast as it is read or with a pause behind each byte. */
    String putEndless(int pauseMillis) {
        return put(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var chunk = new byte[pauseMillis == 0 ? 8_192 : 1];
            while (!isClosedWithin(pauseMillis)) {
                exchange.getResponseBody().write(chunk);
                exchange.getResponseBody().flush();
            }
        });
    }

    /** Does not even answer. */
    String putSilent() {
        return put(exchange -> isClosedWithin(60_000));
    }

    private boolean isClosedWithin(int millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The names and ports that clients wanted to be connected with. */
    List<String> asked() {
        return asked;
    }

    /** How many downloads the other side broke off. */
    int brokenDownloads() {
        return brokenDownloads.get();
    }

    /** The paths that were requested. */
    List<String> requested() {
        return requested;
    }

    private void acceptTunnels() {
        while (!proxy.isClosed()) {
            try {
                var from = proxy.accept();
                threads.execute(() -> tunnel(from));
            } catch (IOException closedNow) {
                return;
            }
        }
    }

    private void tunnel(Socket from) {
        try (from;
                var to = new Socket(InetAddress.getLoopbackAddress(), port())) {
            asked.add(connectTarget(from));
            from.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var back = threads.submit(() -> copy(to, from));
            copy(from, to);
            back.get();
        } catch (Exception broken) {
            // whoever broke it notices
        }
    }

    private static String connectTarget(Socket from) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = from.getInputStream().read();
            if (next < 0) {
                throw new IOException("No request.");
            }
            head.append((char) next);
        }
        return head.toString().split(" ")[1];
    }

    private static Void copy(Socket from, Socket to) throws IOException {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
        return null;
    }

    private static KeyStore certificate(String... names) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var pair = generator.generateKeyPair();
        var subject = new X500Name("CN=media");
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                subject,
                new BigInteger(64, new java.security.SecureRandom()),
                Date.from(now.minus(1, ChronoUnit.HOURS)),
                Date.from(now.plus(1, ChronoUnit.DAYS)),
                subject,
                pair.getPublic());
        var alternatives = new GeneralName[names.length];
        for (int i = 0; i < names.length; i++) {
            alternatives[i] = new GeneralName(GeneralName.dNSName, names[i]);
        }
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        var certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null);
        store.setCertificateEntry("trusted", certificate);
        store.setKeyEntry("own", pair.getPrivate(), NO_PASSWORD, new java.security.cert.Certificate[] {certificate});
        return store;
    }

    static void writeLess(HttpExchange exchange, byte[] file, int missing) throws IOException {
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file, 0, file.length - missing);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        proxy.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
