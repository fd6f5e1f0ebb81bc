package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands conform and load against a server that runs. */
class ConformAndLoadIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    static Path home;

    private static PenstockServer server;
    private static String url;
    /** Which takes only flow tokens that were issued for it. */
    private static String issuing;

    @BeforeAll
    static void serve() throws Exception {
        var key = PrivateKeys.generate();
        Files.writeString(home.resolve("public.pem"), BusinessPublicKey.of(key).pem());
        Files.writeString(home.resolve("app-secret.txt"), SECRET);
        var flow = Flow.named("echo")
                .onInit(request -> NextScreen.of("A"))
                .onScreen("A", request -> NextScreen.of("B").with(request.data()))
                .onBack(request -> NextScreen.of("A"))
                .build();
        var secrets = AppSecrets.of(SECRET);
        var endpoint = FlowEndpoint.builder(flow).keyset(Keyset.of(key)).appSecrets(secrets);
        server = PenstockServer.builder()
                .endpoint("/open", endpoint.build())
                .endpoint(
                        "/issuing", endpoint.flowTokens(FlowTokens.of(secrets)).build())
                .port(0)
                .start();
        url = server.uri().resolve("/open").toString();
        issuing = server.uri().resolve("/issuing").toString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void judgesAndWritesReports() throws Exception {
        var junit = home.resolve("conform.xml");
        var html = home.resolve("conform.html");

        var run = run(
                "conform",
                url,
                "--only",
                "actions,signature,replay",
                "--screen",
                "A",
                "--data",
                "{\"name\":\"Ada\"}",
                "--junit",
                junit.toString(),
                "--html",
                html.toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("actions/data-exchange", "shows the screen B", " 0 failed");
        assertThat(junit).content().startsWith("<?xml").contains("failures=\"0\"");
        assertThat(html).content().contains("Nothing fails");
    }

    @Test
    void judgesFlowTokensIfItCanSignThem() {
        var run = run("conform", issuing, "--only", "actions/init,flow-token", "--flow-name", "echo");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .containsPattern("pass  flow-token/expired +status 427")
                .containsPattern("pass  flow-token/unknown +status 427")
                .contains(" 0 failed")
                .doesNotContain("warn  ");
        assertThat(run("conform", issuing, "--flow-name", "echo", "--unsigned").err())
                .contains("--flow-name signs flow tokens with the app secret");
    }

    @Test
    void failsAndExplainsWhenTheEndpointFails() throws Exception {
        var otherSecret = Files.writeString(home.resolve("other-secret.txt"), "f".repeat(32));

        var run = run("conform", url, "--only", "actions/ping", "--app-secret-file", otherSecret.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("FAIL", "432", "another app secret", "fix:");
    }

    @Test
    void tellsProgramsInJson() {
        var run = run("conform", url, "--only", "actions/init", "-o", "json");

        assertThat(run.json()).containsEntry("passed", 1).containsEntry("endpoint", url);
    }

    @Test
    void listsScenariosWithoutAnEndpoint() {
        var run = CommandRun.of("conform", "--list", "--only", "replay");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("replay/same-bytes", "Expected:").doesNotContain("signature/");
    }

    @Test
    void refusesEndpointsOfOthers() {
        for (var command : List.of("conform", "load")) {
            var run = run(command, "http://192.0.2.1/flows/echo");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("192.0.2.1 is not on this machine", "--i-own-this-endpoint");
        }
        assertThat(run("load", "file:///etc/hosts").err()).contains("http://");
    }

    @Test
    void loadsAndRates() {
        var html = home.resolve("load.html");

        var run = run(
                "load",
                url,
                "--rate",
                "20",
                "--duration",
                "2",
                "--warm-up",
                "1",
                "--mix",
                "ping=1,init=1",
                "--html",
                html.toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("40 of 40", "At 20 requests a second you would not be alerted.");
        assertThat(html).content().contains("<svg");
    }

    @Test
    void submitsDataFromAFile() throws Exception {
        var data = Files.writeString(home.resolve("data.json"), "{\"name\": \"Ada\", \"sizes\": [1, 2]}");

        var called = run("call", url, "--screen", "A", "--data", "@" + data);
        var loaded = run(
                "load",
                url,
                "--mix",
                "data_exchange",
                "--screen",
                "A",
                "--data",
                "@" + data,
                "--rate",
                "10",
                "--duration",
                "1",
                "--warm-up",
                "0");

        assertThat(called.exitCode()).as(called.out() + called.err()).isZero();
        assertThat(called.out()).contains("\"sizes\":[1,2]");
        assertThat(loaded.exitCode()).as(loaded.out() + loaded.err()).isZero();
        assertThat(loaded.out()).contains("10 of 10");
        assertThat(run("call", url, "--screen", "A", "--data", "@" + home.resolve("missing.json"))
                        .err())
                .contains("The data cannot be read from");
    }

    @Test
    void demandsASecretOrTheWordThatThereIsNone() throws Exception {
        var other = Files.createDirectory(home.resolve("other"));
        Files.copy(home.resolve("public.pem"), other.resolve("public.pem"));
        var words = List.of("--home", other.toString(), "--rate", "10", "--duration", "1", "--warm-up", "0");

        assertThat(runIn(words, "load", url))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("There is no app secret at", "--unsigned"));
        assertThat(runIn(words, "load", url, "--unsigned").out()).contains("status 432");
    }

    @Test
    void ratesInJson() {
        var run = run("load", url, "--rate", "20", "--duration", "1", "--warm-up", "0", "-o", "json");

        assertThat(run.json()).containsEntry("due", 20);
        assertThat(((Map<?, ?>) run.json().get("rating")).keySet().stream().map(String::valueOf))
                .contains("alert", "sentence");
    }

    private static CommandRun run(String command, String... more) {
        return runIn(
                List.of("--home", home.toString()),
                Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new));
    }

    private static CommandRun runIn(List<String> home, String... words) {
        var args = new ArrayList<>(List.of(words));
        args.addAll(home);
        return CommandRun.of(args.toArray(String[]::new));
    }
}
