package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandIT {

    @TempDir
    static Path home;

    private static CommandRun demo;

    @BeforeAll
    static void play() {
        demo = CommandRun.of("demo", "--once", "--port", "0", "--home", home.toString());
    }

    @Test
    void tellsAWholeConversationAsAPersonWould() {
        assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out())
                .contains(
                        "The Flow is opened.",
                        "APPOINTMENT is shown:",
                        "department General practice",
                        "Back from TERMS.")
                .contains("files referral.pdf", "SUCCESS", "booking_id", "The conversation is complete")
                .containsPattern("SUMMARY is shown: appointment [^;\n]*, Market Square, [^;\n]*;")
                .containsPattern("(?m)^ +[0-9]+ ms  On DETAILS: name Ada Lovelace")
                .doesNotContain("flow_token", "encryption_key", "cdn_url", "hmac", "{\"");
        assertThat(demo.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(400));
        assertThat(demo.out()).hasSizeLessThan(5_000);
    }

    @Test
    void showsTheJsonOfAWholeConversationIfItIsWanted() {
        var run = CommandRun.of("demo", "--once", "--verbose", "--port", "0", "--home", home.toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("\"action\":\"ping\"", "\"action\":\"INIT\"", "\"action\":\"BACK\"", "SUCCESS", "booking_id")
                .contains("\"cdn_url\":\"http://127.0.0.1:", "referral.pdf");
    }

    @Test
    void tellsAddressesFirstAndLastWithThePhonesAndMetricsNextToThePort() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var out = new StringWriter();
        var thread = Thread.ofVirtual()
                .start(() -> Penstock.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .execute("demo", "--port", String.valueOf(port), "--home", home.toString()));
        String metrics;
        try (var client = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofMinutes(1)).until(() -> out.toString().contains("Stop with Ctrl-C"));
            var page = URI.create("http://127.0.0.1:%d/metrics".formatted(port + 3));
            metrics = client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } finally {
            thread.interrupt();
            thread.join();
        }

        assertThat(metrics)
                .containsPattern("penstock_requests_total\\{[^}]*flow=\"appointments\"[^}]*\"answered\"[^}]*} [1-9]")
                .contains("flow=\"seats\"");
        var words = out.toString();
        assertThat(words).contains("http://127.0.0.1:%d/metrics".formatted(port + 3));
        var first = "http://127.0.0.1:%d/".formatted(port + 1);
        assertThat(words).contains("http://127.0.0.1:%d/".formatted(port + 2));
        assertThat(words.indexOf(first)).isPositive().isLessThan(words.indexOf("A conversation"));
        assertThat(words.lastIndexOf(first)).isGreaterThan(words.indexOf("The conversation is complete"));
    }

    @Test
    void looksAtThePortBeforeItMakesAnything(@TempDir Path folder) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var elsewhere = folder.resolve("home");
            int port = taken.getLocalPort();

            var run = CommandRun.of("demo", "--port", String.valueOf(port), "--home", elsewhere.toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("Port %d".formatted(port), "another one with --port");
            assertThat(run.out()).doesNotContain("Starting the database");
            assertThat(elsewhere).doesNotExist();
        }
    }

    @Test
    void saysInASentenceThatTheDatabaseDoesNotOpen(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("data"), "no directory");

        var run = CommandRun.of("demo", "--once", "--port", "0", "--home", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("penstock: ", folder.resolve("data").toString())
                .doesNotContain("Exception", "\tat ");
        assertThat(run.err().lines()).hasSizeLessThan(4);
    }

    @Test
    void keepsItsKeyAndSecretForTheNextTime() throws Exception {
        var key = Files.readString(home.resolve("private.pem"));
        var secret = Files.readString(home.resolve("app-secret.txt"));

        var again = CommandRun.of("demo", "--once", "--port", "0", "--home", home.toString(), "-o", "json");

        assertThat(again.exitCode()).isZero();
        assertThat(again.json()).containsKeys("endpoint", "exchanges");
        assertThat(home.resolve("private.pem")).hasContent(key);
        assertThat(home.resolve("app-secret.txt")).hasContent(secret);
        assertThat(home.resolve("public.pem")).exists();
    }

    @Test
    void letsOneCallAnEndpointWithTheKeysOfTheDemo() throws Exception {
        try (var server = serve()) {
            var url = server.uri().resolve("/flows/echo").toString();

            assertThat(call(url, "--ping").json())
                    .containsEntry("status", 200)
                    .containsEntry("answer", Map.of("data", Map.of("status", "active")));
            assertThat(call(url, "--screen", "A", "--set", "name=Ada", "--set", "guests:=2")
                            .json())
                    .containsEntry("answer", Map.of("screen", "B", "data", Map.of("name", "Ada", "guests", 2)));
            assertThat(call(url, "--screen", "A", "--data", "{\"list\":[1,2]}").json())
                    .containsEntry("answer", Map.of("screen", "B", "data", Map.of("list", List.of(1, 2))));
            assertThat(call(url, "--back", "B").exitCode()).isZero();
        }
    }

    @Test
    void signsAFlowTokenOfSomebodyElseForEachCall() throws Exception {
        var tokens = FlowTokens.of(secrets());
        var subjects = new CopyOnWriteArraySet<Optional<String>>();
        var flow = Flow.named("guarded")
                .onInit(request -> {
                    subjects.add(request.flowToken().subject());
                    return NextScreen.of("A");
                })
                .build();
        try (var server = serve(flow, endpoint -> endpoint.flowTokens(tokens))) {
            var url = server.uri().resolve("/flows/guarded").toString();

            assertThat(call(url, "--init").json()).containsEntry("status", 427);
            assertThat(call(url, "--init", "--flow-name", "guarded").exitCode()).isZero();
            assertThat(call(url, "--init", "--flow-name", "guarded").exitCode()).isZero();
            assertThat(call(url, "--init", "--flow-name", "other").json()).containsEntry("status", 427);
        }
        assertThat(subjects).hasSize(2).doesNotContain(Optional.empty());
    }

    @Test
    void failsWithTheMeaningOfTheStatus() throws Exception {
        try (var server = serve()) {
            var run = CommandRun.of(
                    "call",
                    server.uri().resolve("/flows/echo").toString(),
                    "--ping",
                    "--unsigned",
                    "--home",
                    home.toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("432", "another app secret");
        }
    }

    @Test
    void wantsToKnowWhatToAsk() {
        var run = CommandRun.of("call", "http://127.0.0.1:1/", "--home", home.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--ping", "--init");
    }

    @Test
    void decryptsACapturedBody() throws Exception {
        var line = dev.penstock.testing.RequestEnvelope.seal(
                "{\"action\":\"ping\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                dev.penstock.crypto.BusinessPublicKey.parse(Files.readString(home.resolve("public.pem"))));
        var body = home.resolve("body.json");
        Files.write(body, line.body());

        var run = CommandRun.of(
                "decrypt",
                body.toString(),
                "--private-key",
                home.resolve("private.pem").toString(),
                "-o",
                "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).containsEntry("request", Map.of("action", "ping"));
    }

    @Test
    void saysThatTheKeyDoesNotOpenABody() throws Exception {
        var body = Files.writeString(home.resolve("other.json"), "{}");

        var run = CommandRun.of(
                "decrypt",
                body.toString(),
                "--private-key",
                home.resolve("private.pem").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("missing");
    }

    private static PenstockServer serve() throws Exception {
        var flow = Flow.named("echo")
                .onInit(request -> NextScreen.of("A"))
                .onScreen("A", request -> NextScreen.of("B").with(request.data()))
                .onBack(request -> NextScreen.of("A"))
                .build();
        return serve(flow, endpoint -> endpoint);
    }

    private static PenstockServer serve(Flow flow, UnaryOperator<FlowEndpointBuilder> more) throws Exception {
        var endpoint = FlowEndpoint.builder(flow)
                .keyset(Keyset.load(home.resolve("private.pem")))
                .appSecrets(secrets());
        return PenstockServer.builder()
                .endpoint(more.apply(endpoint).build())
                .port(0)
                .start();
    }

    private static AppSecrets secrets() throws IOException {
        return AppSecrets.of(Files.readString(home.resolve("app-secret.txt")));
    }

    private static CommandRun call(String url, String... more) {
        var args = new java.util.ArrayList<>(List.of("call", url, "--home", home.toString(), "-o", "json"));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }
}
