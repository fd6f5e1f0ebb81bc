package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.gateway.backend.LoopbackServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told what is wrong, by the configuration alone. */
class ConfiguredAlertsIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String LATENCY = """
            {"object":"whatsapp_business_account","entry":[{"id":"1001","time":1764244800,"changes":[{"field":"flows",
             "value":{"event":"ENDPOINT_LATENCY","flow_id":"3001","p90_latency":5200,"threshold":5000,
              "alert_state":"%s","message":"tweety"}}]}]}""";

    @TempDir
    private Path directory;

    private TestBusiness business;

    @BeforeEach
    void open() throws IOException {
        business = TestBusiness.in(Files.createDirectory(directory.resolve("one")), SECRET, "one");
        secret("verify-token", "open-sesame-123");
    }

    @AfterEach
    void close() {
        business.close();
    }

    private void secret(String name, String text) {
        OwnerOnly.write(directory.resolve(name), text.getBytes(StandardCharsets.US_ASCII));
    }

    private ConfigurationFile file(String parts) throws IOException {
        return ConfigurationFile.at(Files.writeString(
                directory.resolve("penstock.yaml"),
                "server: {port: 0, shutdown: {drain: 0s}}\n" + parts + "endpoints:\n"
                        + business.endpointYaml("/flows/day")));
    }

    private void deliver(ConfiguredGateway gateway, String state) throws Exception {
        var body = LATENCY.formatted(state).getBytes(StandardCharsets.UTF_8);
        try (var client = HttpClient.newHttpClient()) {
            var post = HttpRequest.newBuilder(gateway.uri().resolve("/webhooks/meta"))
                    .header("X-Hub-Signature-256", business.signature().sign(body))
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            assertThat(client.send(post, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatMetaAlertsToIsToldByTheWayThatIsConfigured() throws Exception {
        try (var slack = LoopbackServer.answering(200, "ok")) {
            secret("slack-url", slack.uri().toString());
            var parts = """
                    admin: {port: 0}
                    alerts: {to: [{slack: {url-file: slack-url}}]}
                    webhooks:
                      path: /webhooks/meta
                      verify-token-file: verify-token
                      app-secrets: [{file: one/app-secret}]
                    """;
            try (var gateway = ConfiguredGateway.start(file(parts))) {
                deliver(gateway, "ACTIVATED");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> slack.exchanges().size() == 1);
                assertThat(slack.exchanges().getFirst().text())
                        .contains("[critical] MetaEndpointLatency")
                        .contains("the 90th percentile is 5200 ms, above 5000 ms")
                        .doesNotContain("tweety");

                deliver(gateway, "DEACTIVATED");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> slack.exchanges().size() == 2);
                assertThat(slack.exchanges().getLast().text()).contains("RESOLVED MetaEndpointLatency");
            }
        }
    }

    @Test
    void mistakesAreSaidAndSecretsAreNot() throws IOException {
        secret("no-url", "tweety");
        assertThatThrownBy(() -> file("""
                        alerts:
                          to:
                            - slack: {url-file: no-url}
                            - slack: {url: https://hooks.example.com/tweety}
                            - email: {host: smtp.example.com, from: x, to: y, tls: none, user: me}
                            - {severity: critical}
                        """).read())
                .hasMessageContaining("add admin")
                .hasMessageContaining("What is there is no URL")
                .hasMessageContaining("A secret is not written into the configuration")
                .hasMessageContaining("use starttls, or tls")
                .hasMessageContaining("An address of e-mail is like ops@example.com")
                .hasMessageContaining("'user' in alerts.to.email needs")
                .hasMessageContaining("One of 'webhook' or 'slack' or 'email' is missing in alerts.to")
                .hasMessageNotContaining("tweety");
    }
}
