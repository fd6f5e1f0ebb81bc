package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.postgres.PostgresReplayGuard;
import dev.penstock.postgres.PostgresWebhookQueue;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.servlet.Greeting;
import dev.penstock.testing.RequestEnvelope;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.queue.WebhookQueue;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The guard and the queue in the database of the application, where they are asked for. */
class PostgresIT {

    private static final String INIT = """
            {"version":"3.0","action":"INIT","screen":"","data":{},"flow_token":"%s"}""";

    @Test
    void twoReplicasGiveTheSameBytesTheSameAnswer() throws Exception {
        try (var database = EmbeddedPostgres.start()) {
            String[] properties = {
                "spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                "penstock.guard.kind=postgres",
                "penstock.guard.keep=2h",
                "penstock.webhooks.queue=postgres",
                "penstock.webhooks.verify-token=verify-me-please"
            };
            try (var one = GreetingApplication.start(WebhooksIT.Handlers.class, properties);
                    var other = GreetingApplication.start(WebhooksIT.Handlers.class, properties)) {
                var clear = INIT.formatted(Greeting.TOKENS.issue("greeting", "somebody"));
                var body = RequestEnvelope.seal(
                                clear.getBytes(StandardCharsets.UTF_8),
                                dev.penstock.crypto.BusinessPublicKey.of(Greeting.KEY))
                        .body();

                assertThat(one.getBean(ReplayGuard.class)).isInstanceOf(PostgresReplayGuard.class);
                assertThat(one.getBean(WebhookQueue.class)).isInstanceOf(PostgresWebhookQueue.class);
                var first = post(GreetingApplication.uri(one, "/flows/greeting"), body);
                assertThat(first).isNotEmpty();
                assertThat(post(GreetingApplication.uri(other, "/flows/greeting"), body))
                        .isEqualTo(first);
            }
        }
    }

    /** A script or a migration of the application comes first, and finds no table of ours. */
    @Test
    void theTablesOfTheApplicationAreMadeBeforeOurs() throws Exception {
        var script = GreetingApplication.file("schema.sql", """
                CREATE TABLE own AS SELECT to_regclass('penstock_schema') IS NULL AS was_first;
                """);
        try (var database = EmbeddedPostgres.start();
                var application = GreetingApplication.start(
                        "spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                        "spring.sql.init.mode=always",
                        "spring.sql.init.schema-locations=file:" + script,
                        "penstock.guard.kind=postgres");
                var connection = database.getPostgresDatabase().getConnection();
                var found = connection.createStatement().executeQuery("SELECT was_first FROM own")) {
            assertThat(application.isActive()).isTrue();
            assertThat(found.next()).isTrue();
            assertThat(found.getBoolean(1)).isTrue();
        }
    }

    private static String post(URI url, byte[] body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(url)
                                    .header(
                                            RequestSignature.HEADER,
                                            RequestSignature.of(Greeting.SECRETS)
                                                    .sign(body))
                                    .POST(BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
