package dev.penstock.cli.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.Flow;
import dev.penstock.FlowEndpoint;
import dev.penstock.NextScreen;
import dev.penstock.cli.CommandRun;
import dev.penstock.cli.NamedCommands;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.graph.webhook.VerifyToken;
import dev.penstock.graph.webhook.WebhookEndpoint;
import dev.penstock.graph.webhook.WebhookHandlers;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A set-up over our own server and the emulator, healthy at first, then broken in one place at a time. */
class DoctorCommandIT {

    private static final String VERIFY_TOKEN = "verify-me-please";

    @TempDir
    Path directory;

    private EmulatedMeta meta;
    private WebhookEndpoint webhooks;
    private PenstockServer server;
    private HttpServer wrongServer;
    private String flow = "";

    @BeforeEach
    void setUp() throws Exception {
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

    private static void write(com.sun.net.httpserver.HttpExchange exchange, int status, byte[] body)
            throws IOException {
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
                server.uri().resolve("/webhook").toString(),
                "--verify-token-file",
                directory.resolve("verify").toString(),
                "--app-secret-file",
                meta.appSecretFile.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Meta delivers flows, messages to");
    }

    private String push(String... more) {
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

    @AfterEach
    void close() {
        server.close();
        webhooks.close();
        wrongServer.stop(0);
        meta.close();
    }

    @Test
    void findsNothingInAHealthySetUp() {
        var run = examine(server.uri().resolve("/clinic"));

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("Nothing is broken.").doesNotContain("red  ", "\u001b");
    }

    @Test
    void looksAtLittleWhenLittleIsGiven() {
        var run = CommandRun.of(
                "doctor",
                "--dir",
                directory.toString(),
                "--passphrase-file",
                meta.passphraseFile.toString(),
                "-o",
                "json");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.json()).containsEntry("healthy", true);
    }

    @TestFactory
    Stream<DynamicTest> namesCauseAndCure() {
        var all = new ArrayList<DynamicTest>();
        atEndpoint(all);
        all.add(broken(
                "key of somebody else at Meta",
                "private key that is not here",
                "keys register",
                () -> meta.emulator.plantKey(
                        "2001", BusinessPublicKey.of(PrivateKeys.generate()).pem(), "VALID")));
        all.add(broken(
                "PKCS#1 public key at Meta",
                "PKCS#1",
                "keys register",
                () -> meta.emulator.plantKey("2001", publicPem().replace("PUBLIC KEY", "RSA PUBLIC KEY"), "VALID")));
        all.add(broken(
                "signature mismatch",
                "signature over it does not match",
                "keys register",
                () -> meta.emulator.plantKey("2001", publicPem(), "MISMATCH")));
        all.add(broken(
                "number without a key",
                "there is none",
                "keys register",
                () -> meta.emulator.addNumber("1001", "2009", "+1 555 0109")));
        all.add(broken(
                "blocked Flow", "blocked", "Repair the endpoint", () -> meta.emulator.setFlowStatus(flow, "BLOCKED")));
        all.add(broken("draft", "it is a draft", "flow publish", () -> meta.emulator.setFlowStatus(flow, "DRAFT")));
        all.add(broken(
                "readable key",
                "others than the owner",
                "chmod 600",
                () -> Files.setPosixFilePermissions(
                        directory.resolve("private.pem"), PosixFilePermissions.fromString("rw-r--r--"))));
        all.add(broken(
                "wrong passphrase",
                "passphrase",
                "right file and passphrase",
                () -> Files.writeString(meta.passphraseFile, "another one altogether")));
        all.add(broken(
                "secret of another app",
                "not the secret of the app",
                "App Dashboard",
                () -> Files.writeString(meta.appSecretFile, "fedcba9876543210fedcba9876543210")));
        all.add(broken(
                "wrong verify token",
                "refuses the verify token",
                "same verify token",
                () -> Files.writeString(directory.resolve("verify"), "something else")));
        all.add(broken(
                "Flow of another app",
                "app 4002 is linked, but the access token is of app 4001",
                "penstock flow push FILE --waba ID --app-id 4001",
                () -> push("--endpoint", clinic(), "--app-id", "4002")));
        all.add(broken(
                "another endpoint URI at Meta",
                "Meta calls https://old.example/flow",
                "penstock flow push FILE --waba ID --endpoint http",
                () -> push("--endpoint", "https://old.example/flow")));
        all.add(broken(
                "webhooks go elsewhere",
                "delivers to https://old.example/hook",
                "penstock webhooks subscribe --waba 1001 --callback",
                () -> meta.emulator.subscribeApp(
                        URI.create("https://old.example/hook"), java.util.Set.of("messages", "flows"))));
        all.add(broken(
                "alerts are not subscribed to",
                "not subscribed to flows",
                "penstock webhooks subscribe --waba 1001 --callback",
                () -> meta.emulator.subscribeApp(server.uri().resolve("/webhook"), java.util.Set.of("messages"))));
        all.add(broken(
                "account without webhooks",
                "no app gets the webhooks",
                "penstock webhooks subscribe --waba 1001",
                () -> meta.emulator.unsubscribe("1001")));
        all.add(broken(
                "Flow JSON with errors",
                "errors; the first: line",
                "Repair them",
                () -> Files.writeString(directory.resolve("clinic.json"), "{\"version\":\"7.3\",\"screens\":[]}")));
        return all.stream();
    }

    private void atEndpoint(List<DynamicTest> all) {
        all.add(brokenAt("server with another key", () -> server.uri().resolve("/other-key"), "private key", "key"));
        all.add(brokenAt(
                "server with another secret", () -> server.uri().resolve("/other-secret"), "app secret", "secret"));
        all.add(brokenAt("wrong path", () -> server.uri().resolve("/nothing-here"), "under this path", "path"));
        all.add(brokenAt(
                "webhook in place of the endpoint",
                () -> server.uri().resolve("/webhook"),
                "status 400",
                "log of the endpoint"));
        all.add(brokenAt("endpoint answers JSON", () -> wrongUrl("/json"), "clear text", "Encrypt"));
        all.add(brokenAt("endpoint is a page", () -> wrongUrl("/page"), "HTML page", "reverse proxy"));
        all.add(brokenAt("endpoint quotes its answer", () -> wrongUrl("/quoted"), "quotation marks", "Base64"));
        all.add(brokenAt("endpoint fails", () -> wrongUrl("/broken"), "status 500", "log"));
        all.add(brokenAt("endpoint redirects", () -> wrongUrl("/moved"), "redirects", "final URL"));
        all.add(brokenAt(
                "nothing listens", () -> URI.create("http://127.0.0.1:1/flow"), "nothing listens", "Start the server"));
        all.add(brokenAt("not https", () -> URI.create("http://flows.example/flow"), "not an https URL", "TLS"));
    }

    private interface Damage {
        void run() throws Exception;
    }

    private DynamicTest broken(String name, String cause, String cure, Damage damage) {
        return DynamicTest.dynamicTest(name, () -> {
            damage.run();
            expectRed(examine(server.uri().resolve("/clinic")), cause, cure);
            heal();
        });
    }

    private DynamicTest brokenAt(String name, java.util.function.Supplier<URI> endpoint, String cause, String cure) {
        return DynamicTest.dynamicTest(name, () -> expectRed(examine(endpoint.get()), cause, cure));
    }

    private void expectRed(CommandRun run, String cause, String cure) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        var red = run.out()
                .lines()
                .dropWhile(line -> !line.startsWith("red "))
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(red).contains(cause).contains("cure: ").contains(cure);
        assertThat(NamedCommands.unknown(run.out())).isEmpty();
        assertThat(run.out() + run.err())
                .doesNotContain(EmulatedMeta.TOKEN, EmulatedMeta.APP_SECRET, EmulatedMeta.PASSPHRASE, VERIFY_TOKEN);
    }

    /** Dynamic tests share one set-up, so each puts back what it broke. */
    private void heal() throws Exception {
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

    private String clinic() {
        return server.uri().resolve("/clinic").toString();
    }

    private URI wrongUrl(String path) {
        return URI.create("http://127.0.0.1:" + wrongServer.getAddress().getPort() + path);
    }

    private String publicPem() throws IOException {
        return BusinessPublicKey.parse(Files.readString(directory.resolve("public.pem")))
                .pem();
    }

    private CommandRun examine(URI endpoint) {
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
                server.uri().resolve("/webhook").toString(),
                "--verify-token-file",
                directory.resolve("verify").toString());
    }
}
