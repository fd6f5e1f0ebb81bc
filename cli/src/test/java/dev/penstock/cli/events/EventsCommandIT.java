package dev.penstock.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.CommandRun;
import dev.penstock.json.StrictJson;
import dev.penstock.postgres.PostgresSchema;
import dev.penstock.postgres.PostgresWebhookQueue;
import dev.penstock.webhook.queue.WebhookItem;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept aside in a real database is listed, sent again and dropped. */
class EventsCommandIT {

    private static EmbeddedPostgres server;

    @TempDir
    Path directory;

    private PostgresWebhookQueue crm;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedPostgres.builder().start();
        PostgresSchema.install(server.getPostgresDatabase());
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void keepTwoAside() throws Exception {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM penstock_webhook");
        }
        crm = PostgresWebhookQueue.named(server.getPostgresDatabase(), "events:crm");
        crm.put(List.of(item("crm evt_1"), item("crm evt_2")));
        for (int i = 0; i < 2; i++) {
            crm.giveUp(crm.claim(Duration.ZERO).orElseThrow());
        }
    }

    private static WebhookItem item(String key) {
        return new WebhookItem(
                key, "{\"type\":\"flow.completed\",\"data\":{\"name\":\"Ada\"}}".getBytes(StandardCharsets.UTF_8));
    }

    private static CommandRun events(String... arguments) {
        var database = Stream.of(
                "--database",
                server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""),
                "--database-user",
                "postgres");
        return CommandRun.of(Stream.concat(Stream.concat(Stream.of("events"), Stream.of(arguments)), database)
                .toArray(String[]::new));
    }

    @Test
    void listsWhatIsKeptAsideAndItsContentOnlyWhenAsked() {
        var plain = events("list");
        var withContent = events("list", "--destination", "crm", "--content", "-o", "json");

        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(plain.out())
                .contains("crm", "evt_1", "evt_2", "flow.completed")
                .doesNotContain("Ada");
        assertThat(withContent.out()).contains("Ada");
        assertThat(StrictJson.readObject(withContent.out()).get("events"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
        assertThat(events("list", "--destination", "mail").out()).contains("No event is kept aside.");
    }

    @Test
    void findsTheDatabaseInTheConfigurationOfTheGateway() throws Exception {
        var init = CommandRun.of("init", directory.resolve("gateway").toString());
        assertThat(init.exitCode()).as(init.err()).isZero();
        var config = directory.resolve("gateway/penstock.yaml");
        assertThat(CommandRun.of("events", "list", "--config", config.toString())
                        .err())
                .contains("has no database");
        Files.writeString(
                config,
                Files.readString(config)
                        + "database: {url: \"%s\", user: postgres}\n"
                                .formatted(server.getJdbcUrl("postgres", "postgres")
                                        .replaceAll("\\?.*", "")));

        var list = CommandRun.of("events", "list", "--config", config.toString());

        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out()).contains("evt_1", "evt_2");
        assertThat(CommandRun.of(
                                "events",
                                "list",
                                "--config",
                                directory.resolve("gone.yaml").toString())
                        .err())
                .contains("Which database? Give --database URL, or --config FILE");
        assertThat(CommandRun.of("events", "list", "--database-user", "postgres")
                        .err())
                .contains("beside --database URL");
    }

    @Test
    void sendsOneOrAllAgain() throws Exception {
        assertThat(events("retry", "--destination", "crm", "evt_2").out()).contains("Retried 1.");
        assertThat(crm.claim(Duration.ZERO).orElseThrow().item().key()).isEqualTo("crm evt_2");
        assertThat(events("retry", "--destination", "crm", "--all", "-o", "json")
                        .out())
                .satisfies(json -> assertThat(StrictJson.readObject(json)).isEqualTo(Map.of("retried", 1)));
        assertThat(crm.aside()).isZero();
    }

    @Test
    void dropsOneOrAllOnceItIsMeant() {
        assertThat(events("drop", "--destination", "crm", "evt_1").exitCode()).isEqualTo(2);
        assertThat(crm.aside()).isEqualTo(2);
        assertThat(events("drop", "--destination", "crm", "evt_1", "--yes").out())
                .contains("Dropped 1.");
        assertThat(events("drop", "--destination", "crm", "--all", "--yes").out())
                .contains("Dropped 1.");
        assertThat(crm.aside()).isZero();
    }

    @Test
    void saysWhatCannotBe() throws Exception {
        var unknown = events("retry", "--destination", "crm", "evt_1", "evt_9");
        var password = Files.writeString(directory.resolve("password"), "x");

        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("evt_9").contains("Retried 1");
        assertThat(events("retry", "--destination", "crm").err()).contains("--all");
        assertThat(events("retry", "--destination", "crm", "--all", "evt_1").exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of(
                                "events",
                                "list",
                                "--database",
                                "jdbc:postgresql://127.0.0.1:1/x",
                                "--database-password-file",
                                password.toString())
                        .exitCode())
                .isEqualTo(1);
    }
}
