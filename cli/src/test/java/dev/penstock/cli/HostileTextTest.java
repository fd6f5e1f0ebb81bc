package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.testing.RequestEnvelope;
import dev.penstock.trust.AppSecrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text of others, with what a terminal obeys in it: it is shown, and the terminal is told nothing by it. */
class HostileTextTest {

    /** Clears the screen, sets the title, writes backwards, by 7-bit and 8-bit sequences. */
    private static final String HOSTILE =
            "x\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp\u2066\u0000\u0008\r\u2028y\udb40\udc01";

    private static final String OBEYED =
            "(?s).*[\\p{Cc}&&[^\\n\\t]].*|(?s).*[\u202a-\u202e\u2066-\u2069\u2028\u2029].*";

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void isHarmlessInEverythingThatPrintsAFlowJson() throws Exception {
        var flow = Files.writeString(directory.resolve("hostile.json"), flow()).toString();

        for (var run : List.of(
                CommandRun.of("flow", "show", flow),
                CommandRun.of("flow", "check", flow),
                CommandRun.of("flow", "check", flow, "-o", "json"),
                CommandRun.of("flow", "check", flow, "-o", "sarif"),
                CommandRun.of("flow", "records", flow, "--package", "a"))) {
            assertHarmless(run);
        }
        assertThat(CommandRun.of("flow", "check", flow, "-o", "json").json()).isNotEmpty();
    }

    @Test
    void isHarmlessWhenAnEndpointAnswersWithIt() throws Exception {
        var key = PrivateKeys.generate();
        Files.writeString(
                directory.resolve("public.pem"), BusinessPublicKey.of(key).pem());
        Files.writeString(directory.resolve("app-secret.txt"), SECRET);
        var hostile = Flow.named("hostile")
                .onInit(request -> NextScreen.of("A").with("text", HOSTILE))
                .onScreen("A", request -> NextScreen.of("A").with("text", HOSTILE))
                .build();
        var endpoint = FlowEndpoint.builder(hostile)
                .keyset(Keyset.of(key))
                .appSecrets(AppSecrets.of(SECRET))
                .build();
        try (var server = PenstockServer.builder().endpoint(endpoint).port(0).start()) {
            var url = server.uri().resolve("/flows/hostile").toString();
            var home = directory.toString();
            var flow = Files.writeString(directory.resolve("flow.json"), flow()).toString();
            var scenario = Files.writeString(directory.resolve("a.yaml"), "steps: [open, {expect: {screen: B}}]")
                    .toString();

            var called = CommandRun.of("call", url, "--init", "--home", home);
            assertThat(called.exitCode()).isZero();
            assertThat(called.out()).contains("owned");
            assertHarmless(called);
            var json = CommandRun.of("call", url, "--init", "--home", home, "-o", "json");
            assertHarmless(json);
            assertThat(json.json().toString()).contains("x\u001b[2J").contains("\u009b31m\u202egnp\u2066");
            assertHarmless(CommandRun.of("conform", url, "--home", home, "--flow-json", flow, "--only", "actions"));
            assertHarmless(CommandRun.of("play", scenario, "--url", url, "--home", home, "--flow-json", flow));
        }
    }

    @Test
    void isHarmlessInACapturedRequest() throws Exception {
        var key = PrivateKeys.generate();
        Files.writeString(directory.resolve("private.pem"), PrivateKeys.clearPem(key));
        var body = RequestEnvelope.seal(
                        "{\"a\":\"%s\"}"
                                .formatted(HOSTILE.replaceAll("[\\x00-\\x1f]", ""))
                                .getBytes(StandardCharsets.UTF_8),
                        BusinessPublicKey.of(key))
                .body();
        var file = Files.write(directory.resolve("body"), body).toString();

        var run = CommandRun.of("decrypt", file, "--home", directory.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertHarmless(run);
    }

    @Test
    void isHarmlessInNamesOfFilesAndInMistakes() throws Exception {
        var name = directory.resolve("a\u001b[2Jb\u009b.yaml").toString();

        for (var run : List.of(
                CommandRun.of("keys", "inspect", name),
                CommandRun.of("flow", "check", name),
                CommandRun.of("flow", "show", name),
                CommandRun.of("play", name, "--url", "http://127.0.0.1:1/", "--home", directory.toString()),
                CommandRun.of("call", HOSTILE.replace("\u0000", ""), "--ping"),
                CommandRun.of("flow", "status", name),
                CommandRun.of(HOSTILE))) {
            assertThat(run.exitCode()).isNotZero();
            assertHarmless(run);
        }
    }

    @Test
    void leavesOurColoursAndTheWritingOfPeopleAlone() {
        var target = new StringWriter();
        var writer = HarmlessWriter.over(new PrintWriter(target), false, true);

        writer.print("\u001b[32mgreen\u001b[39m\u001b[0m \u001b[8mhidden \u001b[2Jx \u001b");
        writer.print("[1mbold\u001b[21m\u001b[0m 👩‍👩‍👧 नमस्ते\t\r\n");
        writer.print("end\u001b");
        writer.flush();

        assertThat(target.toString())
                .isEqualTo("\u001b[32mgreen\u001b[39m\u001b[0m ?[8mhidden ?[2Jx \u001b[1mbold\u001b[21m\u001b[0m"
                        + " 👩‍👩‍👧 नमस्ते\t\r\nend?");
    }

    private static String flow() {
        var text = new String(dev.penstock.json.StrictJson.write(HOSTILE), StandardCharsets.UTF_8);
        return """
                {"version": "7.3", "data_api_version": "3.0", "routing_model": {"A": [%1$s]},
                 "screens": [{"id": "A", "title": %1$s, "terminal": true,
                  "data": {"text": {"type": "string", "__example__": %1$s}, %1$s: {"type": "string", "__example__": "a"}},
                  "layout": {"type": "SingleColumnLayout", "children": [{"type": %1$s, "text": %1$s, %1$s: 1},
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}},
                  {"id": %1$s, "title": "B", "layout": {"type": %1$s, "children": []}}]}
                """.formatted(text);
    }

    private static void assertHarmless(CommandRun run) {
        assertThat(run.out() + run.err()).isNotEmpty().doesNotMatch(OBEYED);
    }
}
