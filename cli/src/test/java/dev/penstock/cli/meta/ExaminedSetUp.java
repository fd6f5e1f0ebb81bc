package dev.penstock.cli.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.cli.CommandRun;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A set-up over our own server and the emulator, healthy until a test breaks it. */
final class ExaminedSetUp implements AutoCloseable {

    static final String VERIFY_TOKEN = "verify-me-please";

    private final Path directory;
    final EmulatedMeta meta;
    private final WebhookEndpoint webhooks;
    private final PenstockServer server;
    private final HttpServer wrongServer;
    final String flow;

    ExaminedSetUp(Path directory) throws Exception {
        this.directory = directory;
        meta = new EmulatedMeta(directory);
        meta.generate();
        var keyset = Keyset.load(directory.resolve("private.pem"), EmulatedMeta.PASSPHRASE.toCharArray());
        webhooks = WebhookEndpoint.builder(
                        AppSecrets.of(EmulatedMeta.APP_SECRET), VerifyToken.of(VERIFY_TOKEN), WebhookHandlers.none())
                .build();
        server = PenstockServer.builder()
                .port(0)
                .endpoint("/clinic", endpoint(keyset, EmulatedMeta.APP_SECRET))
                .endpoint("/other-key", endpoint(Keyset.of(PrivateKeys.generate()), EmulatedMeta.APP_SECRET))
                .endpoint("/other-secret", endpoint(keyset, "fedcba9876543210fedcba9876543210"))
                .webhooks("/webhook", webhooks)
                .start();
        wrongServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wrong("/json", 200, "{\"data\":{\"status\":\"active\"}}");
        wrong("/page", 200, "<html>Welcome</html>");
        wrong("/quoted", 200, "\"AAAA\"");
        wrong("/broken", 500, "");
        wrong("/moved", 308, "");
        wrongServer.start();
        Files.writeString(directory.resolve("verify"), VERIFY_TOKEN);
        Files.writeString(directory.resolve("clinic.json"), EmulatedMeta.FLOW_JSON);
        meta.register();
        subscribe();
        push("--endpoint", clinic(), "--app-id", "4001");
        flow = push("--publish");
    }

    private static FlowEndpoint endpoint(Keyset keyset, String secret) {
        return FlowEndpoint.builder(Flow.named("clinic")
                        .onInit(request -> NextScreen.of("WELCOME"))
                        .build())
                .keyset(keyset)
                .appSecrets(AppSecrets.of(secret))
                .build();
    }

    private void wrong(String path, int status, String body) {
        wrongServer.createContext(path, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                write(exchange, status, body.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void subscribe() {
        var run = meta.run(
                "webhooks",
                "subscribe",
                "--waba",
                "1001",
                "--callback",
                url("/webhook").toString(),
                "--verify-token-file",
                directory.resolve("verify").toString(),
                "--app-secret-file",
                meta.appSecretFile.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Meta delivers flows, messages, messaging_handovers, standby to");
    }

    String push(String... more) {
        var command = new ArrayList<>(List.of(
                "flow",
                "push",
                directory.resolve("clinic.json").toString(),
                "--waba",
                "1001",
                "--lock-file",
                directory.resolve("lock.json").toString(),
                "-o",
                "json"));
        command.addAll(Arrays.asList(more));
        var run = meta.run(command.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        return String.valueOf(run.json().get("id"));
    }

    /** Puts back what a test broke. */
    void heal() throws Exception {
        Files.writeString(meta.passphraseFile, EmulatedMeta.PASSPHRASE);
        Files.writeString(meta.appSecretFile, EmulatedMeta.APP_SECRET);
        Files.writeString(directory.resolve("verify"), VERIFY_TOKEN);
        Files.writeString(directory.resolve("clinic.json"), EmulatedMeta.FLOW_JSON);
        Files.setPosixFilePermissions(directory.resolve("private.pem"), PosixFilePermissions.fromString("rw-------"));
        meta.emulator.setFlowStatus(flow, "PUBLISHED");
        meta.register();
        subscribe();
        push("--endpoint", clinic(), "--app-id", "4001");
    }

    /** Where the clinic's endpoint is. */
    String clinic() {
        return url("/clinic").toString();
    }

    URI url(String path) {
        return server.uri().resolve(path);
    }

    /** Where a server answers that knows nothing of Flows. */
    URI wrongUrl(String path) {
        return URI.create("http://127.0.0.1:" + wrongServer.getAddress().getPort() + path);
    }

    String publicPem() throws IOException {
        return BusinessPublicKey.parse(Files.readString(directory.resolve("public.pem")))
                .pem();
    }

    CommandRun examine(URI endpoint) {
        return meta.run(
                "doctor",
                "--dir",
                directory.toString(),
                "--passphrase-file",
                meta.passphraseFile.toString(),
                "--app-secret-file",
                meta.appSecretFile.toString(),
                "--waba",
                "1001",
                "--endpoint",
                endpoint.toString(),
                "--flow",
                flow,
                "--flow-json",
                directory.resolve("clinic.json").toString(),
                "--webhook",
                url("/webhook").toString(),
                "--verify-token-file",
                directory.resolve("verify").toString());
    }

    @Override
    public void close() {
        server.close();
        webhooks.close();
        wrongServer.stop(0);
        meta.close();
    }
}
