package dev.penstock.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Completion;
import dev.penstock.DataExchange;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.cli.CommandRun;
import dev.penstock.cli.meta.EmulatedMeta;
import dev.penstock.postgres.FlowFunnel;
import dev.penstock.postgres.PostgresSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a real database is printed and drawn. */
class FunnelCommandIT {

    private static EmbeddedPostgres server;

    @TempDir
    Path directory;

    @BeforeAll
    static void goThroughTheFlow() throws Exception {
        server = EmbeddedPostgres.builder().start();
        PostgresSchema.install(server.getPostgresDatabase());
        try (var funnel = FlowFunnel.start(server.getPostgresDatabase(), FlowFunnel.DEFAULT_KEEP)) {
            for (int person = 0; person < 4; person++) {
                var token = "token-" + person;
                ask(funnel, Init.of(token), NextScreen.of("DAY"));
                if (person > 0) {
                    ask(funnel, DataExchange.of("DAY", Map.of(), token), Completion.of(Map.of("id", 1)));
                }
            }
            funnel.sent("acme/booking", "1", "wamid.1");
        }
    }

    private static void ask(FlowFunnel funnel, ScreenRequest request, FlowResponse answer) throws Exception {
        funnel.filter("acme/booking", "1").filter(request, same -> answer);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    private static String url() {
        return server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
    }

    private static CommandRun funnel(String... arguments) {
        var database = Stream.of("--database", url(), "--database-user", "postgres");
        return CommandRun.of(Stream.concat(Stream.concat(Stream.of("flow", "funnel"), Stream.of(arguments)), database)
                .toArray(String[]::new));
    }

    @Test
    void printsWhatBecameOfPeopleAndWhatCannotBeSeen() {
        var run = funnel("acme/booking");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("1 +1 +0 +0 +4 +3\n")
                .containsPattern("DAY +4 +3 +0 +0 +[0-9]+\\.[0-9]\n")
                .contains("navigate");
    }

    @Test
    void printsTheSameForPrograms() {
        var json = funnel("acme/booking", "-o", "json").json();

        assertThat(json).containsEntry("flow", "acme/booking");
        var version = (Map<?, ?>) ((List<?>) json.get("versions")).getFirst();
        assertThat(version.get("opened")).isEqualTo(4);
        assertThat(version.get("completed")).isEqualTo(3);
        assertThat(version.get("sent")).isEqualTo(1);
    }

    @Test
    void countsWhatIsSentFromTheCommandLine(@TempDir Path meta) throws Exception {
        try (var emulated = new EmulatedMeta(meta)) {
            var sent = emulated.sendsAFlow(
                    "--funnel",
                    "clinic/booking",
                    "--version-of-flow",
                    "3",
                    "--database",
                    url(),
                    "--database-user",
                    "postgres");
            assertThat(sent.exitCode()).as(sent.err()).isZero();
            assertThat(sent.json()).containsEntry("warnings", List.of());
        }

        var version = (Map<?, ?>)
                ((List<?>) funnel("clinic/booking", "-o", "json").json().get("versions")).getFirst();
        assertThat(version.get("version")).isEqualTo("3");
        assertThat(version.get("sent")).isEqualTo(1);
    }

    @Test
    void sendsNothingThatCouldNotBeCounted(@TempDir Path meta) throws Exception {
        try (var emulated = new EmulatedMeta(meta)) {
            var away =
                    emulated.sendsAFlow("--funnel", "booking", "--database", "jdbc:postgresql://127.0.0.1:1/penstock");
            assertThat(away.exitCode()).isEqualTo(1);
            assertThat(away.err()).contains("nothing was sent");
            assertThat(emulated.sendsAFlow("--funnel", "booking").exitCode()).isEqualTo(2);
            assertThat(emulated.emulator.sent()).isEmpty();
        }
    }

    @Test
    void drawsWhatAViewerCanRead() throws Exception {
        var svg = directory.resolve("funnel.svg");

        assertThat(funnel("acme/booking", "--svg", svg.toString()).exitCode()).isZero();

        var drawing = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        assertThat(drawing.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(drawing.getElementsByTagName("rect").getLength()).isEqualTo(8);
        assertThat(Files.readString(svg)).contains("acme/booking", ">DAY<", ">4, ", "width=\"300.0\"");
    }

    @Test
    void saysThatNothingIsKnown() {
        assertThat(funnel("nothing").err()).contains("Nothing is known of a Flow of this name");
        assertThat(funnel("acme/booking", "--version-of-flow", "2").exitCode()).isEqualTo(1);
        assertThat(funnel("acme/booking", "--since", "2099-01-01").exitCode()).isEqualTo(1);
        assertThat(funnel("acme/booking", "--since", "soon").exitCode()).isEqualTo(2);
    }
}
