package dev.penstock.cli.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.cli.CommandRun;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.ConfiguredGateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A solution partner's work with one tenant, from adding it to removing it, while a gateway serves. */
class TenantsCommandIT {

    private static EmbeddedPostgres postgres;
    private static HttpServer backend;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/flow", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                var answer = "{\"screen\": \"WELCOME\", \"data\": {}}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        backend.start();
    }

    @AfterAll
    static void stop() throws IOException {
        backend.stop(0);
        postgres.close();
    }

    private CommandRun tenants(String... words) {
        var all = new ArrayList<>(List.of("tenants"));
        all.addAll(List.of(words));
        all.addAll(List.of("--config", directory.resolve("penstock.yaml").toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private CommandRun fine(String... words) {
        var run = tenants(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private int call(ConfiguredGateway gateway, String publicKey) {
        return CommandRun.of(
                        "call",
                        gateway.uri() + "flows/acme/booking",
                        "--init",
                        "--public-key",
                        directory.resolve(publicKey).toString(),
                        "--app-secret-file",
                        directory.resolve("app-secret").toString())
                .exitCode();
    }

    @Test
    void addsShowsRotatesAndRemovesATenant() throws IOException {
        var kek = directory.resolve("kek");
        assertThat(CommandRun.of("tenants", "init", kek.toString()).exitCode()).isZero();
        assertThat(CommandRun.of("tenants", "init", kek.toString()).err()).contains("is not overwritten");
        Files.writeString(
                directory.resolve("penstock.yaml"), """
                    server: {port: 0, shutdown: {drain: 0s}}
                    tenants:
                      postgres: {url: "%s", key-encryption-key-file: kek}
                    """.formatted(postgres.getJdbcUrl("postgres", "postgres")));
        OwnerOnly.write(
                directory.resolve("app-secret"),
                "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        var url = "http://127.0.0.1:%d/flow".formatted(backend.getAddress().getPort());

        try (var gateway = ConfiguredGateway.start(ConfigurationFile.at(directory.resolve("penstock.yaml")))) {
            var add = List.of(
                            "add",
                            "acme",
                            "--flow",
                            "booking",
                            "--backend",
                            url,
                            "--app-secret-file",
                            directory.resolve("app-secret").toString(),
                            "--public-key",
                            directory.resolve("one.pem").toString())
                    .toArray(String[]::new);
            assertThat(fine(add).out()).contains("it is served at /flows/acme/booking");
            assertThat(tenants(add).err()).contains("There is a tenant acme already");
            assertThat(fine("list").out().strip()).isEqualTo("acme");
            await().until(() -> call(gateway, "one.pem") == 0);

            assertThat(fine("show", "acme").out())
                    .contains("private-key-env: PRIVATE_KEY")
                    .contains(url)
                    .doesNotContain("0123456789abcdef")
                    .doesNotContain("BEGIN");

            fine("rotate", "acme", "--public-key", directory.resolve("two.pem").toString());
            await().until(() -> call(gateway, "two.pem") == 0);
            assertThat(call(gateway, "one.pem")).isZero();
            assertThat(tenants("rotate", "acme").err()).contains("--finish first");
            fine("rotate", "acme", "--finish");
            await().until(() -> call(gateway, "one.pem") == 1);
            assertThat(call(gateway, "two.pem")).isZero();
            assertThat(fine("rotate", "--seals").out()).contains("Sealed 0 tenants anew");

            assertThat(tenants("remove", "acme").exitCode()).isEqualTo(2);
            fine("remove", "acme", "--yes");
            assertThat(tenants("show", "acme").err()).contains("There is no tenant acme");
            assertThat(fine("list").out()).contains("There are no tenants.");
        }
    }

    @Test
    void saysWhatIsMissingInTheConfiguration() throws IOException {
        Files.createDirectory(directory.resolve("files"));
        Files.writeString(directory.resolve("penstock.yaml"), "tenants: {directory: files}\n");

        var run = tenants("list");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("has no tenants.postgres");
    }
}
