package dev.penstock.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.cli.CommandRun;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Save as scenario" in the page of {@code penstock dev}, and the file it saves in {@code penstock play}. */
class RecordedScenarioIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<Map<String, Object>> submitted = new CopyOnWriteArrayList<>();
    private PenstockServer server;

    @BeforeEach
    void serve() throws Exception {
        var key = PrivateKeys.generate();
        var secret = "0123456789abcdef0123456789abcdef";
        Files.writeString(
                folder.resolve("public.pem"), BusinessPublicKey.of(key).pem());
        Files.writeString(folder.resolve("app-secret.txt"), secret);
        Files.writeString(folder.resolve("flow.json"), FLOW);
        var flow = Flow.named("visit")
                .onInit(request -> NextScreen.of("VISIT"))
                .onScreen("VISIT", request -> {
                    submitted.add(request.data().asMap());
                    return NextScreen.of("SUMMARY").with("text", "See you");
                })
                .onScreen("SUMMARY", request -> request.complete(Map.of("booking", "B-19")))
                .build();
        server = PenstockServer.builder()
                .endpoint(FlowEndpoint.builder(flow)
                        .keyset(Keyset.of(key))
                        .appSecrets(AppSecrets.of(secret))
                        .build())
                .port(0)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatWasDoneOnceIsPlayedAgain() throws Exception {
        var recorded = recorded();

        var run = play(Files.writeString(folder.resolve("scenario.yaml"), recorded));

        assertThat(run.exitCode()).as(run.out() + run.err() + recorded).isZero();
        assertThat(run.out()).contains("passed  Recorded: flow.json");
        assertThat(folder.resolve("results.xml"))
                .content()
                .contains("tests=\"1\" failures=\"0\"", "<testcase classname=\"scenario\" name=\"Recorded: flow.json\"")
                .doesNotContain("<failure");
        assertThat(submitted)
                .as("in the browser, and without")
                .hasSize(2)
                .containsOnly(Map.of("name", "0170", "day", "2026-12-01", "kind", "true", "wishes", List.of("a", "b")));
    }

    @Test
    void anotherAnswerThanThenIsAFailureInTheReport() throws Exception {
        var scenario = Files.writeString(
                folder.resolve("scenario.yaml"), recorded().replace("screen: SUMMARY", "screen: PAYMENT"));

        var run = play(scenario);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("FAILED  Recorded: flow.json", "expect: screen should be \"PAYMENT\"");
        assertThat(folder.resolve("results.xml"))
                .content()
                .contains("tests=\"1\" failures=\"1\"", "screen should be &quot;PAYMENT&quot;");
    }

    private String recorded() throws Exception {
        try (var dev = RunningDev.start("dev", "--flow-json", file("flow.json"), "--url", url(), "--home", file("."));
                var page = new PageClient(dev.page())) {
            page.send(Map.of("type", "open"));
            await().atMost(LONG).until(() -> page.shows("Name"));
            for (var typed : List.of("0", "01", "0170")) {
                page.send(Map.of("type", "change", "key", page.keyOf("name"), "value", typed));
            }
            page.send(Map.of("type", "change", "key", page.keyOf("day"), "value", "2026-12-01"));
            page.send(Map.of("type", "select", "key", page.keyOf("kind"), "option", "true", "on", true));
            for (var wish : List.of("a", "b")) {
                page.send(Map.of("type", "select", "key", page.keyOf("wishes"), "option", wish, "on", true));
            }
            assertThat(page.tapFooter()).isTrue();
            await().atMost(LONG).until(() -> page.shows("See you"));
            assertThat(page.tapFooter()).isTrue();
            await().atMost(LONG).until(() -> page.shows("B-19"));
            return page.scenario();
        }
    }

    private CommandRun play(Path scenario) {
        return CommandRun.of(
                "play",
                scenario.toString(),
                "--flow-json",
                file("flow.json"),
                "--url",
                url(),
                "--home",
                file("."),
                "--junit",
                file("results.xml"));
    }

    private String url() {
        return server.uri().resolve("/flows/visit").toString();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static final String FLOW = """
            {
              "version": "7.3", "data_api_version": "3.0",
              "routing_model": {"VISIT": ["SUMMARY"], "SUMMARY": []},
              "screens": [
                {"id": "VISIT", "title": "Visit",
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "TextInput", "name": "name", "label": "Name"},
                   {"type": "DatePicker", "name": "day", "label": "Day"},
                   {"type": "Dropdown", "name": "kind", "label": "Kind",
                    "data-source": [{"id": "true", "title": "A first visit"}, {"id": "false", "title": "Another"}]},
                   {"type": "CheckboxGroup", "name": "wishes", "label": "Wishes",
                    "data-source": [{"id": "a", "title": "Coffee"}, {"id": "b", "title": "Tea"}]},
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {
                     "name": "${form.name}", "day": "${form.day}", "kind": "${form.kind}", "wishes": "${form.wishes}"}}}]}},
                {"id": "SUMMARY", "title": "Summary", "terminal": true,
                 "data": {"text": {"type": "string", "__example__": "See you"}},
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "TextBody", "text": "${data.text}"},
                   {"type": "Footer", "label": "Done", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}
              ]
            }
            """;
}
