package dev.penstock.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.cli.CommandRun;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code --flow-token-signature} of each command that has it, at an endpoint that requires the signature. */
class FlowTokenSignatureKindsIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Duration LONG = Duration.ofSeconds(60);

    /** What is asked for, and whether the endpoint takes it; an empty kind leaves the option out. */
    private static final Map<String, Boolean> KINDS =
            Map.of("valid", true, "VALID", true, "wrong-secret", false, "other-token", false, "none", false, "", false);

    private static final String FLOW = """
            {"version": "7.3", "data_api_version": "4.0", "routing_model": {"A": []},
             "screens": [{"id": "A", "title": "A", "terminal": true,
              "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "TextBody", "text": "You are in."},
               {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]}
            """;

    @TempDir
    private Path home;

    private PenstockServer server;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        var key = PrivateKeys.generate();
        Files.writeString(home.resolve("public.pem"), BusinessPublicKey.of(key).pem());
        Files.writeString(home.resolve("app-secret.txt"), SECRET);
        Files.writeString(home.resolve("flow.json"), FLOW);
        Files.writeString(home.resolve("open.yaml"), "name: open\nsteps:\n  - open\n  - expect: {screen: A}\n");
        Files.writeString(home.resolve("graph-token.txt"), "EAAgraph-token");
        var flow = Flow.named("signed")
                .onInit(request -> NextScreen.of("A"))
                .onScreen("A", request -> request.complete(Map.of()))
                .build();
        server = PenstockServer.builder()
                .endpoint(FlowEndpoint.builder(flow)
                        .keyset(Keyset.of(key))
                        .appSecrets(AppSecrets.of(SECRET))
                        .flowTokenSignature(Policy.REQUIRED)
                        .build())
                .port(0)
                .start();
        url = server.uri().resolve("/flows/signed").toString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> decidesWhetherTheEndpointTakesWhatACommandAsks() {
        return Stream.of(
                        List.of("call", url, "--init", "--flow-token", "t-1"),
                        List.of("play", file("open.yaml"), "--url", url, "--flow-json", file("flow.json")),
                        List.of(
                                "load",
                                url,
                                "--mix",
                                "init",
                                "--rate",
                                "10",
                                "--duration",
                                "1",
                                "--warm-up",
                                "0",
                                "--flow-token",
                                "t-1"),
                        List.of(
                                "load",
                                url,
                                "--scenario",
                                file("open.yaml"),
                                "--flow-json",
                                file("flow.json"),
                                "--rate",
                                "10",
                                "--duration",
                                "1",
                                "--warm-up",
                                "0"))
                .flatMap(command -> KINDS.entrySet().stream()
                        .map(kind -> dynamicTest(
                                command.getFirst()
                                        + (command.contains("--scenario") ? " --scenario " : " ")
                                        + kind.getKey(),
                                () -> {
                                    var run = CommandRun.of(with(command, kind.getKey()));

                                    assertThat(run.exitCode())
                                            .as(run.out() + run.err())
                                            .isEqualTo(kind.getValue() ? 0 : 1);
                                    if (!kind.getValue()) {
                                        assertThat(run.out() + run.err()).contains("427");
                                    }
                                })));
    }

    @TestFactory
    Stream<DynamicTest> decidesWhetherThePhoneOfDevComesIn() {
        return Stream.of("valid", "wrong-secret", "other-token", "none")
                .map(kind -> dynamicTest(kind, () -> {
                    try (var dev = RunningDev.start(with(dev(), kind));
                            var page = new PageClient(dev.page())) {
                        page.send(Map.of("type", "open"));

                        assertComesIn(page, kind.equals("valid"));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> signsTheFlowTokenOfAMessageThatWasSentOverTheEmulatedGraphApi() {
        return Stream.of("valid", "wrong-secret", "none")
                .map(kind -> dynamicTest(kind, () -> {
                    var emulated = new ArrayList<>(dev());
                    emulated.addAll(List.of("--graph-port", "0", "--graph-token-file", file("graph-token.txt")));
                    try (var dev = RunningDev.start(with(emulated, kind));
                            var page = new PageClient(dev.page())) {
                        var graph = dev.printed("emulated at ([^,\\s]+)");
                        var flow = String.valueOf(atMeta(
                                        graph,
                                        "flow",
                                        "push",
                                        file("flow.json"),
                                        "--waba",
                                        "1001",
                                        "--endpoint",
                                        url,
                                        "--app-id",
                                        "4001",
                                        "--lock-file",
                                        file("lock-" + kind + ".json"))
                                .json()
                                .get("id"));
                        atMeta(
                                graph,
                                "send",
                                "15550177",
                                "--phone-number-id",
                                "2001",
                                "--flow",
                                flow,
                                "--draft",
                                "--flow-token",
                                "from-the-api");
                        await().atMost(LONG).until(() -> page.shows("Please tap below."));

                        page.send(Map.of("type", "open"));

                        assertComesIn(page, kind.equals("valid"));
                    }
                }));
    }

    @Test
    void saysThatPhonesSendNoneForAFlowOfAnEarlierDataApi() throws IOException {
        Files.writeString(home.resolve("flow.json"), FLOW.replace("4.0", "3.0"));

        for (var command :
                List.of(dev(), List.of("play", file("open.yaml"), "--url", url, "--flow-json", file("flow.json")))) {
            var run = CommandRun.of(with(command, "valid"));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("data_api_version 4.0");
        }
    }

    @Test
    void takesNoOtherKind() {
        for (var command : List.of(dev(), List.of("call", url, "--init"), List.of("load", url))) {
            var run = CommandRun.of(with(command, "deadbeefdeadbeef"));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("valid, wrong-secret, other-token or none")
                    .doesNotContain("deadbeef");
        }
    }

    private static void assertComesIn(PageClient page, boolean isIn) {
        if (isIn) {
            await().atMost(LONG).until(() -> page.shows("You are in."));
        } else {
            await().atMost(LONG).until(() -> String.valueOf(page.state()).contains("427"));
        }
    }

    private CommandRun atMeta(String graph, String... command) {
        var words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--graph-url", graph, "--access-token-file", file("graph-token.txt"), "-o", "json"));
        var run = CommandRun.of(words.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return run;
    }

    private List<String> dev() {
        return List.of("dev", "--flow-json", file("flow.json"), "--url", url);
    }

    private String[] with(List<String> command, String kind) {
        var words = new ArrayList<>(command);
        words.addAll(List.of("--home", home.toString()));
        if (!kind.isEmpty()) {
            words.addAll(List.of("--flow-token-signature", kind));
        }
        return words.toArray(String[]::new);
    }

    private String file(String name) {
        return home.resolve(name).toString();
    }
}
