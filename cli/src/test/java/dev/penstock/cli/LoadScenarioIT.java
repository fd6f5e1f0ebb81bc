package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penstock load --scenario} against a server that runs. */
class LoadScenarioIT {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final FlowTokens TOKENS = FlowTokens.of(SECRETS);

    @TempDir
    Path home;

    private final Map<String, List<String>> askedByFlowToken = new ConcurrentHashMap<>();
    private final List<PenstockServer> servers = new ArrayList<>();
    private Keyset keyset;

    @BeforeEach
    void writeFiles() throws IOException {
        var pair = PrivateKeys.generate();
        keyset = Keyset.of(pair);
        Files.writeString(home.resolve("public.pem"), BusinessPublicKey.of(pair).pem());
        Files.writeString(home.resolve("app-secret.txt"), "0123456789abcdef0123456789abcdef");
        Files.writeString(home.resolve("flow.json"), FLOW);
    }

    @AfterEach
    void stop() {
        servers.forEach(PenstockServer::close);
    }

    @Test
    void manyPeopleAskWhatTheScenarioAsks() throws IOException {
        var run = load(serve(endpoint()), scenario(BOOKS), "--flow-json", home + "/flow.json");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("Played \"Books\": 3 requests", "init=1,data_exchange=1,back=1 of \"Books\"", "30 of 30");
        assertThat(askedByFlowToken).as("one played it, the others came after").hasSizeGreaterThan(20);
        assertThat(askedByFlowToken.values())
                .allSatisfy(asked -> assertThat(asked)
                        .doesNotHaveDuplicates()
                        .isSubsetOf("INIT", "data_exchange {name=Ada}", "BACK"));
    }

    @Test
    void tellsProgramsWhichScenarioItWas() throws IOException {
        var named = "flow-json: flow.json\n" + BOOKS;

        var run = load(serve(endpoint()), scenario(named), "-o", "json");

        assertThat(run.json())
                .containsEntry("scenario", "Books")
                .containsEntry("mix", "init=1,data_exchange=1,back=1")
                .containsEntry("answered", 30);
    }

    @Test
    void saysWhichStepFailedAndLeavesTheEndpointAlone() throws IOException {
        var wrong = BOOKS.replace("screen: SUMMARY", "screen: PAYMENT");

        var run = load(serve(endpoint()), scenario(wrong), "--flow-json", home + "/flow.json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("\"Books\" failed when it was played before the load", "Step 5, expect: screen should be");
        assertThat(askedByFlowToken).hasSize(1);
    }

    @Test
    void saysWhereAnEndpointThatIssuesItsFlowTokensGetsThemFrom() throws IOException {
        var url = serve(endpoint().flowTokens(TOKENS));
        var issued = List.of(TOKENS.issue("visit", "ada"), TOKENS.issue("visit", "grace"));
        Files.write(home.resolve("tokens.txt"), issued);

        var unknown = load(url, scenario(BOOKS), "--flow-json", home + "/flow.json");
        var known =
                load(url, scenario(BOOKS), "--flow-json", home + "/flow.json", "--flow-tokens", home + "/tokens.txt");

        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("Step 2, expect", "status 427", "--flow-tokens", "--flow-name");
        assertThat(known.exitCode()).as(known.out() + known.err()).isZero();
        assertThat(askedByFlowToken.keySet()).containsExactlyInAnyOrderElementsOf(issued);
    }

    @Test
    void signsAFlowTokenForEachPersonIfItKnowsTheFlow() throws IOException {
        var url = serve(endpoint().flowTokens(TOKENS));

        var run = load(url, scenario(BOOKS), "--flow-json", home + "/flow.json", "--flow-name", "visit");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("30 of 30");
        assertThat(askedByFlowToken).as("one played it, the others came after").hasSizeGreaterThan(20);
    }

    @Test
    void refusesWhatContradictsItself() throws IOException {
        var url = serve(endpoint());
        var scenario = scenario(BOOKS);

        assertThat(load(url, scenario, "--mix", "init"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("--mix", "--scenario", "mutually exclusive"));
        assertThat(load(url, scenario, "--screen", "VISIT"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("a scenario brings its own"));
        assertThat(load(url, scenario, "--flow-token", "a", "--flow-tokens", "b"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("one of them"));
        assertThat(CommandRun.of("load", url, "--home", home.toString(), "--flow-json", "flow.json"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("--flow-json is for --scenario"));
        assertThat(load(url, scenario))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("names no Flow JSON"));
        assertThat(load(url, scenario, "--flow-tokens", home + "/missing.txt"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("The flow tokens cannot be read from"));
        assertThat(askedByFlowToken).isEmpty();
    }

    private FlowEndpointBuilder endpoint() {
        var flow = Flow.named("visit")
                .onInit(request -> {
                    note(request, "INIT");
                    return NextScreen.of("VISIT");
                })
                .onScreen("VISIT", request -> {
                    note(request, "data_exchange " + request.data().asMap());
                    return NextScreen.of("SUMMARY");
                })
                .onBack("SUMMARY", request -> {
                    note(request, "BACK");
                    return NextScreen.of("VISIT");
                })
                .build();
        return FlowEndpoint.builder(flow).keyset(keyset).appSecrets(SECRETS);
    }

    private String serve(FlowEndpointBuilder endpoint) {
        var server = PenstockServer.builder().endpoint(endpoint.build()).port(0).start();
        servers.add(server);
        return server.uri().resolve("/flows/visit").toString();
    }

    private void note(ScreenRequest request, String asked) {
        askedByFlowToken
                .computeIfAbsent(request.flowToken().value(), token -> new CopyOnWriteArrayList<>())
                .add(asked);
    }

    private String scenario(String yaml) throws IOException {
        return Files.writeString(home.resolve("books.yaml"), yaml).toString();
    }

    private CommandRun load(String url, String scenario, String... more) {
        var args = new ArrayList<>(List.of("load", url, "--home", home.toString(), "--scenario", scenario));
        args.addAll(List.of("--rate", "15", "--duration", "2", "--warm-up", "3"));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private static final String BOOKS = """
            name: Books
            steps:
              - open
              - expect: {screen: VISIT}
              - fill: {name: Ada}
              - tap: footer
              - expect: {screen: SUMMARY}
              - back
              - expect: {screen: VISIT}
            """;

    private static final String FLOW = """
            {
              "version": "7.3", "data_api_version": "3.0",
              "routing_model": {"VISIT": ["SUMMARY"], "SUMMARY": []},
              "screens": [
                {"id": "VISIT", "title": "Visit",
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "TextInput", "name": "name", "label": "Name"},
                   {"type": "Footer", "label": "Go",
                    "on-click-action": {"name": "data_exchange", "payload": {"name": "${form.name}"}}}]}},
                {"id": "SUMMARY", "title": "Summary", "terminal": true, "refresh_on_back": true,
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}
              ]
            }
            """;
}
