package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.gateway.backend.LoopbackServer;
import dev.penstock.gateway.tenants.TestDatabase;
import dev.penstock.json.StrictJson;
import dev.penstock.postgres.FlowAnswerSelection;
import dev.penstock.postgres.FlowAnswers;
import dev.penstock.postgres.LocalKeyEncryption;
import dev.penstock.postgres.SentAnswer;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people sent is kept as the configuration says, and not at all unless it says so. */
class ConfiguredAnswersIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private final String key = LocalKeyEncryption.generate();
    private TestBusiness business;
    private Path file;
    private String url;
    private HikariDataSource pool;

    @BeforeEach
    void open() throws Exception {
        business = TestBusiness.in(Files.createDirectory(directory.resolve("one")), SECRET, "one");
        file = directory.resolve("penstock.yaml");
        url = TestDatabase.empty();
        pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        write("verify-token", "open-sesame-123");
        write("kek", key);
        write("short", "c2hvcnQ=");
    }

    private void write(String name, String text) {
        OwnerOnly.write(directory.resolve(name), text.getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void close() {
        pool.close();
        business.close();
    }

    private ConfiguredGateway start(String parts) throws IOException {
        Files.writeString(
                file,
                "server: {port: 0, shutdown: {drain: 0s}}\n" + parts + "endpoints:\n"
                        + business.endpointYaml("/flows/day"));
        return ConfiguredGateway.start(ConfigurationFile.at(file));
    }

    private String webhooksAndDatabase() {
        return """
            database: {url: "%s"}
            webhooks:
              path: /webhooks/meta
              verify-token-file: verify-token
              app-secrets: [{file: one/app-secret}]
            """.formatted(url);
    }

    private int deliver(ConfiguredGateway gateway, String messageId, Map<String, Object> response) throws Exception {
        var message = Map.of(
                "from",
                "15550100",
                "id",
                messageId,
                "timestamp",
                "1764244800",
                "type",
                "interactive",
                "interactive",
                Map.of(
                        "type",
                        "nfm_reply",
                        "nfm_reply",
                        Map.of(
                                "name",
                                "flow",
                                "response_json",
                                new String(StrictJson.write(response), StandardCharsets.UTF_8))));
        var value = Map.of("metadata", Map.of("phone_number_id", "2001"), "messages", List.of(message));
        var body = StrictJson.write(Map.of(
                "object",
                "whatsapp_business_account",
                "entry",
                List.of(Map.of("id", "1001", "changes", List.of(Map.of("field", "messages", "value", value))))));
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

    private List<SentAnswer> kept() {
        var kept = new ArrayList<SentAnswer>();
        FlowAnswers.builder(pool)
                .keyEncryption(LocalKeyEncryption.of(key, List.of()))
                .build()
                .forEach(FlowAnswerSelection.ALL, kept::add);
        return kept;
    }

    private String one(String sql) throws Exception {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void keepsAnswersOnceAndTellsDestinationsAllTheSame() throws Exception {
        var token = FlowTokens.of(AppSecrets.of(SECRET)).issue("day", "customer-7");
        try (var crm = LoopbackServer.answering(200, "");
                var gateway = start(webhooksAndDatabase() + """
                    answers:
                      keep: 30d
                      key-encryption-key-file: kek
                      flows:
                        - {flow: day, seal: [name]}
                        - {flow: other, id: ["3001"], keep: 7d}
                    events:
                      destinations: [{name: crm, url: "%s"}]
                    """.formatted(crm.uri()))) {
            for (int i = 0; i < 2; i++) {
                assertThat(deliver(
                                gateway,
                                "wamid.A",
                                Map.of("flow_token", token, "name", "Ada Canary", "booking_id", "B-1")))
                        .isEqualTo(200);
            }
            assertThat(deliver(gateway, "wamid.B", Map.of("flow_id", "3001"))).isEqualTo(200);

            await().until(() -> kept().size() == 2 && crm.exchanges().size() == 2);
            var first = kept().stream()
                    .filter(answer -> answer.messageId().equals("wamid.A"))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.flow()).contains("day");
            assertThat(first.subject()).contains("customer-7");
            assertThat(first.fields()).isEqualTo(Map.of("name", "Ada Canary", "booking_id", "B-1"));
            assertThat(one("SELECT string_agg(c::text || encode(raw, 'escape'), ' ') FROM penstock_completion AS c"))
                    .contains("B-1")
                    .doesNotContain("Ada")
                    .doesNotContain(token);
            assertThat(one("SELECT flow FROM penstock_completion WHERE message_id = 'wamid.B'"))
                    .isEqualTo("other");
        }
    }

    @Test
    void keepsNothingUnlessItIsConfigured() throws Exception {
        try (var gateway = start(webhooksAndDatabase())) {
            assertThat(deliver(gateway, "wamid.A", Map.of("name", "Ada"))).isEqualTo(200);

            await().until(() -> one("SELECT count(*) FROM penstock_webhook WHERE ended_at IS NOT NULL")
                    .equals("1"));
            assertThat(one("SELECT count(*) FROM penstock_completion")).isEqualTo("0");
        }
    }

    @Test
    void forgetsAtTheStartWhatWasKeptForLongEnough() throws Exception {
        var parts = webhooksAndDatabase() + "answers: {keep: 1h}\n";
        try (var gateway = start(parts)) {
            deliver(gateway, "wamid.A", Map.of("name", "Ada"));
            await().until(() -> kept().size() == 1);
        }
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE penstock_completion SET kept_at = kept_at - interval '61 minutes'");
        }
        try (var gateway = start(parts)) {
            await().until(() -> kept().isEmpty());
            assertThat(gateway.isUpToDate()).isTrue();
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> start("answers: {seal: name}\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("penstock.yaml:2:10: Answers are kept in PostgreSQL: add database.")
                .hasMessageContaining("Answers come by Meta's webhooks: add webhooks.")
                .hasMessageContaining("penstock.yaml:2:17: Nothing can be sealed without a key");
        assertThatThrownBy(() -> start(webhooksAndDatabase() + """
            answers:
              keep: 10m
              key-encryption-key-file: short
              previous-key-encryption-keys: short
              flows:
                - {flow: day, keep: 7}
                - {flow: day, id: 3001}
                - {keep: 7d}
                - {flow: x, sael: a}
            """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'keep' in answers must be a time from 1h to 3650d")
                .hasMessageContaining("32 random bytes")
                .hasMessageContaining("which has no unit")
                .hasMessageContaining("The Flow day is there twice")
                .hasMessageContaining("'flow' is missing in answers.flows")
                .hasMessageContaining("Did you mean \"seal\"?");
    }

    @Test
    void saysThatOtherAnswersNeedARestart() throws Exception {
        try (var gateway = start(webhooksAndDatabase() + "answers: {keep: 30d}\n")) {
            assertThat(gateway.reload().words()).doesNotContain("restart");
            Files.writeString(file, Files.readString(file).replace("30d", "31d"));

            assertThat(gateway.reload().words()).contains("what has changed in answers needs a restart");
        }
    }
}
