package dev.penstock.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.cli.CommandRun;
import dev.penstock.cli.Penstock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penstock serve} before a backend of twenty lines. */
class ServeCommandIT {

    @TempDir
    private Path directory;

    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private HttpServer backend;

    @BeforeEach
    void startBackend() throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/flow", exchange -> {
            try (exchange) {
                signatures.addAll(exchange.getRequestHeaders().getOrDefault("webhook-signature", List.of("none")));
                exchange.getRequestBody().readAllBytes();
                var answer =
                        "{\"screen\": \"WELCOME\", \"data\": {\"name\": \"Ada\"}}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        backend.start();
    }

    @AfterEach
    void stopBackend() {
        backend.stop(0);
    }

    private String backendUrl() {
        return "http://127.0.0.1:%d/flow".formatted(backend.getAddress().getPort());
    }

    private Path flowJson() throws IOException {
        return Files.writeString(directory.resolve("Welcome Flow.json"), """
            {"version": "7.2", "data_api_version": "3.0", "routing_model": {"WELCOME": []}, "screens": [{
              "id": "WELCOME", "title": "Welcome", "terminal": true, "success": true,
              "data": {"name": {"type": "string", "__example__": "Ada"}},
              "layout": {"type": "SingleColumnLayout", "children": [
                {"type": "TextBody", "text": "${data.name}"},
                {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]}
            """);
    }

    @Test
    void servesOneFlowWithoutAFileAndShowsAPhone() throws Exception {
        var home = directory.resolve("home");
        try (var serving = Serving.start(
                "serve",
                backendUrl(),
                "--port",
                "0",
                "--home",
                home.toString(),
                "--flow-json",
                flowJson().toString(),
                "--dev")) {
            var endpoint = serving.printed("Serving (\\S+)");
            assertThat(endpoint).endsWith("/flows/welcome-flow");

            var init = CommandRun.of("call", endpoint, "--home", home.toString(), "--init");
            assertThat(init.exitCode()).as(init.err()).isZero();
            assertThat(init.out()).contains("WELCOME").contains("Ada");
            assertThat(CommandRun.of("call", endpoint, "--home", home.toString(), "--ping")
                            .exitCode())
                    .isZero();
            assertThat(signatures)
                    .isNotEmpty()
                    .allSatisfy(signature -> assertThat(signature).startsWith("v1,"));
            assertThat(serving.printed("SIGNING_SECRET=\\$\\(cat (\\S+)\\)"))
                    .isEqualTo(home.resolve("signing-secret.txt").toString());
            assertThat(status(URI.create(serving.printed("The phone is at (\\S+)"))))
                    .isEqualTo(200);
            assertThat(page(URI.create(serving.printed("Metrics\\D* are at (\\S+)"))))
                    .contains("penstock_backend_requests_total{flow=\"welcome-flow\","
                            + "outcome=\"answered\",tenant=\"none\"}");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("private.pem"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("app-secret.txt"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("signing-secret.txt"))))
                .isEqualTo("rw-------");
    }

    @Test
    void servesWhatInitWrote() throws Exception {
        var init = CommandRun.of("init", directory.resolve("gateway").toString(), "--backend", backendUrl());
        assertThat(init.exitCode()).as(init.err()).isZero();
        assertThat(init.out()).contains("penstock serve --config");
        var file = directory.resolve("gateway/penstock.yaml");
        var check = CommandRun.of("serve", "--check", "--config", file.toString());
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("is right").contains("/flows/booking  Flow booking, keys");
        assertThat(check.out())
                .contains("repeats: requests in memory, submissions in memory")
                .contains("probes, metrics and reload on 127.0.0.1 port 8081");
        Files.writeString(
                file, Files.readString(file).replace("${PORT:-8080}", "0").replace("port: 8081", "port: 0"));

        try (var serving = Serving.start("serve", "--config", file.toString())) {
            var endpoint = serving.printed("Serving at (\\S+)") + "flows/booking";
            var call = CommandRun.of(
                    "call",
                    endpoint,
                    "--init",
                    "--public-key",
                    directory.resolve("gateway/keys/public.pem").toString(),
                    "--app-secret-file",
                    directory.resolve("gateway/secrets/app-secret").toString());
            assertThat(call.exitCode()).as(call.err()).isZero();
            assertThat(call.out()).contains("WELCOME");
            assertThat(status(URI.create(serving.printed("are at (\\S+)") + "ready")))
                    .isEqualTo(200);
            assertThat(page(URI.create(serving.printed("Metrics\\D* are at (\\S+)"))))
                    .contains("penstock_backend_requests_total{flow=\"booking\","
                            + "outcome=\"answered\",tenant=\"none\"} 1.0");
        }
    }

    @Test
    void initOverwritesNothing() throws IOException {
        Files.writeString(directory.resolve("penstock.yaml"), "mine");

        var run = CommandRun.of("init", directory.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("exists already, and is not overwritten");
        assertThat(directory.resolve("penstock.yaml")).hasContent("mine");
        assertThat(directory.resolve("keys")).doesNotExist();
    }

    @Test
    void checkSaysEverythingThatIsWrongAndExitsWith2() throws IOException {
        var file =
                Files.writeString(directory.resolve("bad.yaml"), "server: {prot: 1}\nendpoints:\n  - path: nowhere\n");

        for (var run : List.of(
                CommandRun.of("serve", "--check", "--config", file.toString()),
                CommandRun.of("serve", "--config", file.toString()))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("bad.yaml:1:10: There is no key \"prot\" in server. Did you mean \"port\"?")
                    .contains("bad.yaml:3:11: 'path' in endpoints must be a path such as /flows/booking")
                    .contains("'backend' is missing in endpoints")
                    .contains("'app-secrets' is missing in endpoints");
        }
    }

    @Test
    void checkSaysAllThatWouldBeServed() throws IOException {
        var gateway = directory.resolve("gateway");
        CommandRun.of("init", gateway.toString(), "--backend", backendUrl());
        var file = gateway.resolve("penstock.yaml");
        Files.writeString(
                file, Files.readString(file).replace("    backend:\n", "    backend:\n      media: open\n") + """
                webhooks:
                  path: /webhooks/meta
                  verify-token-file: secrets/app-secret
                  app-secrets: [{file: secrets/app-secret}]
                media: {url: "http://127.0.0.1:8080/media"}
                events:
                  destinations: [{name: crm, url: "https://crm.example.com/flows?key=hidden", events: flow.completed}]
                """);

        var check = CommandRun.of("serve", "--check", "--config", file.toString());

        assertThat(check.err()).isEmpty();
        assertThat(check.out())
                .contains("/webhooks/meta  what Meta tells")
                .contains("/media  files for backends, linked as http://127.0.0.1:8080/media, by this process alone")
                .contains("events to crm, posted to crm.example.com")
                .doesNotContain("hidden");
    }

    @Test
    void saysThatADirectoryIsNoConfiguration() {
        assertThat(CommandRun.of("serve", "--check", "--config", directory.toString())
                        .err())
                .contains("This is a directory: give the file in it");
    }

    @Test
    void refusesSecretsThatOthersCanReadUnlessTheyAreAllowed() throws IOException {
        CommandRun.of("init", directory.resolve("gateway").toString());
        var secret = directory.resolve("gateway/secrets/app-secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        var file = directory.resolve("gateway/penstock.yaml").toString();

        var refused = CommandRun.of("serve", "--check", "--config", file);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("Other users of this machine may read the secret")
                .contains("chmod 600");
        assertThat(CommandRun.of("serve", "--check", "--config", file, "--allow-readable-secrets")
                        .exitCode())
                .isZero();
    }

    @Test
    void saysWhatToGiveWhereThereIsNothingToServe() throws IOException {
        assertThat(CommandRun.of("serve", "--dev").err()).contains("are for one Flow without a file");
        assertThat(CommandRun.of("serve", "http://127.0.0.1:1/", "--dev").err()).contains("give --flow-json FILE");
        assertThat(CommandRun.of("serve", "http://127.0.0.1:1/", "--check").err())
                .contains("leave it out");
        assertThat(CommandRun.of(
                                "serve",
                                "--config",
                                directory.resolve("no.yaml").toString())
                        .err())
                .contains("There is no such file");
    }

    @Test
    void answersWhatIsUnderWayWhenItIsToldToStopAndReadsItsFileAgainOnHangup() throws Exception {
        CommandRun.of("init", directory.resolve("gateway").toString(), "--backend", backendUrl());
        var file = directory.resolve("gateway/penstock.yaml");
        Files.writeString(
                file, Files.readString(file).replace("${PORT:-8080}", "0").replace("port: 8081", "port: 0"));
        var command = new ArrayList<String>();
        if (Files.exists(Path.of("/proc/self"))) { // where the tests run under nohup, programs would ignore SIGHUP
            command.addAll(List.of("env", "--default-signal=HUP"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Penstock.class.getName()));
        command.addAll(List.of("serve", "--config", file.toString()));
        var output = directory.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(output).contains("Probes and POST"));
            new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(output).contains("The configuration was read again"));
            assertThat(process.isAlive()).isTrue();

            process.destroy(); // SIGTERM
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String page(URI uri) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static int status(URI uri) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** The command, which runs in this process until it is closed. */
    private static final class Serving implements AutoCloseable {

        private final StringWriter out = new StringWriter();
        private final Thread thread;

        private Serving(String... arguments) {
            var command = Penstock.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
            thread = Thread.ofPlatform().start(() -> command.execute(arguments));
        }

        static Serving start(String... arguments) {
            var serving = new Serving(arguments);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> serving.out.toString().contains("Stop with Ctrl-C")
                                    && (!List.of(arguments).contains("--config")
                                            || serving.out.toString().contains("Metrics"))
                            || !serving.thread.isAlive());
            return serving;
        }

        String printed(String pattern) {
            var found = Pattern.compile(pattern).matcher(out.toString());
            assertThat(found.find()).as(out.toString()).isTrue();
            return found.group(1);
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
