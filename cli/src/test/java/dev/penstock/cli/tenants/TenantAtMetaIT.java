package dev.penstock.cli.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.cli.CommandRun;
import dev.penstock.cli.Penstock;
import dev.penstock.cli.meta.EmulatedMeta;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.ConfiguredGateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tenants add} and {@code keys watch} do at Meta for the tenants of a gateway, over the emulator. */
class TenantAtMetaIT {

    private static final String FLOW_JSON = """
            {"version": "7.2", "data_api_version": "3.0", "routing_model": {"WELCOME": []}, "screens": [{
              "id": "WELCOME", "title": "Welcome", "terminal": true, "success": true,
              "data": {"name": {"type": "string", "__example__": "Ada"}},
              "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "TextBody", "text": "${data.name}"},
                {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}
            """;

    @TempDir
    private Path directory;

    private EmbeddedPostgres postgres;
    private HttpServer backend;
    private EmulatedMeta meta;
    private ConfiguredGateway gateway;

    @BeforeEach
    void start() throws IOException {
        meta = new EmulatedMeta(directory);
        postgres = EmbeddedPostgres.start();
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.start();
        assertThat(CommandRun.of("tenants", "init", directory.resolve("kek").toString())
                        .exitCode())
                .isZero();
        OwnerOnly.write(directory.resolve("app-secret"), EmulatedMeta.APP_SECRET.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(directory.resolve("welcome.json"), FLOW_JSON);
        Files.writeString(config(), """
            server: {port: 0, shutdown: {drain: 0s}}
            tenants:
              postgres: {url: "%s", key-encryption-key-file: kek}
            """.formatted(postgres.getJdbcUrl("postgres", "postgres")));
        gateway = ConfiguredGateway.start(ConfigurationFile.at(config()));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        backend.stop(0);
        postgres.close();
        meta.close();
    }

    private Path config() {
        return directory.resolve("penstock.yaml");
    }

    private CommandRun add(String... more) {
        var words = new ArrayList<>(List.of(
                "tenants",
                "add",
                "acme",
                "--config",
                config().toString(),
                "--flow",
                "welcome",
                "--backend",
                "http://127.0.0.1:%d/flow".formatted(backend.getAddress().getPort()),
                "--flow-json",
                directory.resolve("welcome.json").toString(),
                "--app-secret-file",
                directory.resolve("app-secret").toString(),
                "--public-key",
                directory.resolve("acme.pem").toString(),
                "--lock-file",
                directory.resolve("flows.json").toString()));
        words.addAll(List.of(more));
        return meta.run(words.toArray(String[]::new));
    }

    @Test
    void registersTheKeyForEveryNumberPushesTheFlowAndAsksTheDoctor() throws IOException {
        var run = add("--waba", "1001", "--endpoint", gateway.uri().toString());

        var key = Files.readString(directory.resolve("acme.pem")).strip();
        assertThat(meta.emulator.keyOf("2001").orElseThrow().strip()).isEqualTo(key);
        assertThat(meta.emulator.keyOf("2002").orElseThrow().strip()).isEqualTo(key);
        assertThat(run.out())
                .as(run.err())
                .contains("registered for 2 numbers")
                .contains("at Meta, as a draft")
                // The doctor has really looked: the endpoint of this test has no TLS.
                .contains("red ")
                .doesNotContain("no private key was given")
                .doesNotContain(EmulatedMeta.TOKEN);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("flows.json"))).contains("welcome");
        var show = CommandRun.of("tenants", "show", "acme", "--config", config().toString());
        assertThat(show.out()).contains("waba: \"1001\"");
    }

    @Test
    void needsTheAccountForTheEndpoint() {
        var run = add("--endpoint", "https://flows.example.com");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--endpoint needs --waba");
        assertThat(CommandRun.of(
                                "tenants",
                                "add",
                                "acme",
                                "--config",
                                config().toString(),
                                "--flow",
                                "welcome",
                                "--backend",
                                "http://127.0.0.1:1/flow",
                                "--app-secret-file",
                                directory.resolve("app-secret").toString(),
                                "--waba",
                                "1001")
                        .exitCode())
                .as("no access token")
                .isNotZero();
        assertThat(CommandRun.of("tenants", "list", "--config", config().toString())
                        .out())
                .as("nothing was added")
                .contains("There are no tenants");
    }

    @Test
    void watchLooksAfterTheKeysOfAllTenants() throws Exception {
        meta.emulator.addAccount("1002", "Bakery");
        meta.emulator.addNumber("1002", "2003", "+1 555 0102");
        assertThat(add("--waba", "1001").out()).contains("registered for 2 numbers");
        var files = Files.createDirectory(directory.resolve("tenants"));
        var pem = directory.resolve("bakery");
        assertThat(CommandRun.of("keys", "generate", "--dir", pem.toString(), "--no-passphrase")
                        .exitCode())
                .isZero();
        Files.writeString(files.resolve("bakery.yaml"), """
            waba: 1002
            key-dir: %s
            app-secrets: [{file: %s}]
            flows: [{flow: welcome, backend: {url: "http://127.0.0.1:1/flow"}}]
            """.formatted(pem, directory.resolve("app-secret")));
        var inFiles = Files.writeString(directory.resolve("files.yaml"), "tenants: {directory: %s}%n".formatted(files));
        meta.emulator.loseKey("2001");
        meta.emulator.loseKey("2002");

        watching(
                config(),
                () -> await().atMost(Duration.ofSeconds(30))
                        .until(() -> meta.emulator.keyOf("2001").isPresent()
                                && meta.emulator.keyOf("2002").isPresent()));
        assertThat(meta.emulator.keyOf("2003")).isEmpty();
        watching(
                inFiles,
                () -> await().atMost(Duration.ofSeconds(30))
                        .until(() -> meta.emulator.keyOf("2003").isPresent()));

        assertThat(meta.emulator.keyOf("2003").orElseThrow().strip())
                .isEqualTo(Files.readString(pem.resolve("public.pem")).strip());
        assertThat(meta.emulator.keyOf("2001").orElseThrow().strip())
                .isEqualTo(Files.readString(directory.resolve("acme.pem")).strip());
    }

    private void watching(Path config, Runnable meanwhile) throws Exception {
        var err = new StringWriter();
        var watch = new FutureTask<>(() -> Penstock.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(
                        "keys",
                        "watch",
                        "--tenants",
                        config.toString(),
                        "--graph-url",
                        meta.emulator.baseUrl().toString(),
                        "--access-token-file",
                        directory.resolve("token").toString()));
        var thread = new Thread(watch);
        thread.start();
        try {
            meanwhile.run();
        } finally {
            thread.interrupt();
        }
        assertThat(watch.get()).as(err.toString()).isZero();
        assertThat(err.toString()).contains("Watching over the keys of 1 accounts");
    }
}
