package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.gateway.backend.LoopbackServer;
import dev.penstock.gateway.tenants.TestDatabase;
import dev.penstock.json.StrictJson;
import dev.penstock.simulator.graph.GraphEmulator;
import dev.penstock.testing.FlowClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway tells beside requests, and what its replicas share, by configuration alone. */
class ConfiguredEventsIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String TOKEN = "EAAtest0123456789token";
    private static final String COMPLETION = """
            {"object":"whatsapp_business_account","entry":[{"id":"1001","time":1764244800,"changes":[{"field":"messages",
             "value":{"metadata":{"phone_number_id":"2001"},
              "contacts":[{"wa_id":"15550100","profile":{"name":"Ada"}}],
              "messages":[{"from":"15550100","id":"wamid.A","timestamp":"1764244800","type":"interactive",
               "interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent",
                "response_json":"{\\"flow_token\\":\\"t-1\\",\\"booking_id\\":\\"B-1\\"}"}}}]}}]}]}""";

    @TempDir
    private Path directory;

    private TestBusiness business;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        business = TestBusiness.in(Files.createDirectory(directory.resolve("one")), SECRET, "one");
        file = directory.resolve("penstock.yaml");
        OwnerOnly.write(directory.resolve("verify-token"), "open-sesame-123".getBytes(StandardCharsets.US_ASCII));
        OwnerOnly.write(directory.resolve("access-token"), TOKEN.getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void close() {
        business.close();
    }

    private ConfiguredGateway start(String parts) throws IOException {
        Files.writeString(
                file,
                "server: {port: 0, shutdown: {drain: 0s}}\n" + parts + "endpoints:\n"
                        + business.endpointYaml("/flows/day"));
        return ConfiguredGateway.start(ConfigurationFile.at(file));
    }

    private String webhooks(String more) {
        return """
                webhooks:
                  path: /webhooks/meta
                  verify-token-file: verify-token
                  app-secrets: [{file: one/app-secret}]
                """ + more;
    }

    private static String destination(String name, LoopbackServer server, String more) {
        return "    - {name: %s, url: \"%s\"%s}\n".formatted(name, server.uri(), more);
    }

    private int deliver(ConfiguredGateway gateway) throws Exception {
        var body = COMPLETION.getBytes(StandardCharsets.UTF_8);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(gateway.uri().resolve("/webhooks/meta"))
                                    .header(
                                            "X-Hub-Signature-256",
                                            business.signature().sign(body))
                                    .POST(BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }

    private static List<Map<String, Object>> events(LoopbackServer server) {
        return server.exchanges().stream()
                .map(exchange -> StrictJson.readObject(exchange.body()))
                .toList();
    }

    @Test
    void tellsEachDestinationWhatItWantsToKnow() throws Exception {
        try (var crm = LoopbackServer.answering(200, "");
                var errors = LoopbackServer.answering(200, "");
                var gateway = start("events:\n  destinations:\n"
                        + destination("crm", crm, ", events: flow.completed")
                        + destination("errors", errors, ", events: [flow.error]")
                        + webhooks(""));
                var line = business.line(gateway.uri().resolve("/flows/day"))) {
            assertThat(deliver(gateway)).isEqualTo(200);
            FlowClient.over(line, "token").build().notifyEndpoint("DAY", "invalid-screen-transition");

            await().until(() ->
                    !crm.exchanges().isEmpty() && !errors.exchanges().isEmpty());
            assertThat(events(crm))
                    .singleElement()
                    .satisfies(event -> assertThat(event).containsEntry("type", "flow.completed"));
            assertThat(events(errors))
                    .singleElement()
                    .satisfies(event -> assertThat(event).containsEntry("type", "flow.error"));
            assertThat(business.asked()).as("neither is the backend's business").isZero();
        }
    }

    @Test
    void deliversAfterARestartWhatWaitedInTheDatabase() throws Exception {
        var database = "database: {url: \"%s\"}\n".formatted(TestDatabase.empty());
        var crm = LoopbackServer.answering(200, "");
        var at = destination("crm", crm, "");
        crm.close();
        try (var gateway = start(database + "events:\n  destinations:\n" + at + webhooks(""))) {
            assertThat(deliver(gateway)).isEqualTo(200);
        }
        try (var again = LoopbackServer.answering(200, "");
                var gateway =
                        start(database + "events:\n  destinations:\n" + destination("crm", again, "") + webhooks(""))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !again.exchanges().isEmpty());

            assertThat(events(again).getFirst()).containsEntry("type", "flow.completed");
            assertThat(gateway.isUpToDate()).isTrue();
        }
    }

    @Test
    void sendsASummaryOnceToWhoeverCompletedAFlow() throws Exception {
        try (var graph = GraphEmulator.builder(TOKEN).start()) {
            graph.addAccount("1001", "Clinic");
            graph.addNumber("1001", "2001", "+1 555 0100");
            try (var gateway = start(webhooks("""
                      summary:
                        access-token-file: access-token
                        text: ["Nobody has {{this}}.", "Your booking {{booking_id}} is confirmed."]
                        graph-url: "%s"
                    """.formatted(graph.baseUrl())))) {
                assertThat(deliver(gateway)).isEqualTo(200);
                assertThat(deliver(gateway)).isEqualTo(200);

                await().until(() -> !graph.sent().isEmpty());
                assertThat(graph.sent())
                        .singleElement()
                        .satisfies(sent -> assertThat(sent.message())
                                .containsEntry("text", Map.of("body", "Your booking B-1 is confirmed.")));
            }
        }
    }

    @Test
    void answersASecondTapOnEveryReplicaFromTheDatabase() throws Exception {
        var parts = "database: {url: \"%s\"}\nreplay: {submissions: postgres}\ndefaults: {flow-tokens: unique}\n"
                .formatted(TestDatabase.empty());
        Files.writeString(
                file,
                "server: {port: 0, shutdown: {drain: 0s}}\n" + parts + "endpoints:\n"
                        + business.endpointYaml("/flows/day")
                                .replace("backend: {", "backend: {once-per-submission: [SUMMARY], "));
        try (var one = ConfiguredGateway.start(ConfigurationFile.at(file));
                var other = ConfiguredGateway.start(ConfigurationFile.at(file))) {
            for (var replica : List.of(one, other, one)) {
                try (var line = business.line(replica.uri().resolve("/flows/day"))) {
                    assertThat(FlowClient.over(line, "token-of-one-message")
                                    .build()
                                    .submit("SUMMARY", Map.of("day", "mon"))
                                    .status())
                            .isEqualTo(200);
                }
            }

            assertThat(business.asked()).isEqualTo(1);
        }
    }

    @Test
    void doesNotStartWithADatabaseThatIsAwayAndSaysWhereToLook() {
        assertThatThrownBy(() -> start("database: {url: \"jdbc:postgresql://127.0.0.1:1/none\"}\n"))
                .hasMessageContaining("Check database in the configuration");
    }

    @Test
    void saysWhatIsWrongWithItsParts() {
        assertThatThrownBy(() -> start("replay: {submissions: postgres}\nevents:\n  queue: postgres\n"
                        + "  destinations:\n"
                        + "    - {name: crm, url: \"http://crm.example.com/\", events: [flow.complete]}\n"
                        + webhooks("").replace("/webhooks/meta", "/flows/day")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("penstock.yaml:2:23: Recognising repeats in PostgreSQL needs a database")
                .hasMessageContaining("penstock.yaml:4:10: A queue in PostgreSQL needs a database")
                .hasMessageContaining("penstock.yaml:6:24: What people typed would go to a public host in clear")
                .hasMessageContaining("There is no event \"flow.complete\"")
                .hasMessageContaining("An endpoint is served at /flows/day already");
    }

    @Test
    void saysThatOtherDestinationsNeedARestart() throws Exception {
        try (var crm = LoopbackServer.answering(200, "");
                var gateway = start("events:\n  destinations:\n" + destination("crm", crm, "") + webhooks(""))) {
            assertThat(gateway.reload().words()).doesNotContain("restart");
            Files.writeString(file, Files.readString(file).replace("name: crm", "name: crm2"));

            assertThat(gateway.reload().words()).contains("what has changed in events needs a restart");
        }
    }
}
