package dev.penstock.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.penstock.cli.CommandRun;
import dev.penstock.json.StrictJson;
import dev.penstock.postgres.FlowAnswerRules;
import dev.penstock.postgres.FlowAnswers;
import dev.penstock.postgres.LocalKeyEncryption;
import dev.penstock.postgres.PostgresSchema;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.WebhookEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in a real database is listed, exported and erased. */
class AnswersCommandIT {

    private static EmbeddedPostgres server;

    @TempDir
    Path directory;

    private final String key = LocalKeyEncryption.generate();
    private Path keyFile;

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
    void keepThree() throws Exception {
        execute("DELETE FROM penstock_completion");
        keyFile = Files.createFile(
                directory.resolve("kek"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, key);
        var answers = FlowAnswers.builder(server.getPostgresDatabase())
                .keyEncryption(LocalKeyEncryption.of(key, List.of()))
                .flow(FlowAnswerRules.of("loan").withFlowIds(Set.of("3001")).withSeal(Set.of("income")))
                .flow(FlowAnswerRules.of("booking").withFlowIds(Set.of("3002")).withSeal(Set.of()))
                .build();
        answers.keep(sent("wamid.A", "15550100", Map.of("flow_id", "3001", "income", "=SECRET()", "guests", 2)));
        answers.keep(sent("wamid.B", "15550100", Map.of("flow_id", "3002", "=name", "+Ada \u200f\u001b[31m\"x\"")));
        answers.keep(sent("wamid.C", "15550199", Map.of("flow_id", "3002", "days", List.of("mon", "=1+1"))));
    }

    private static FlowCompletion sent(String id, String phone, Map<String, Object> response) {
        var reply = Map.of("response_json", new String(StrictJson.write(response), StandardCharsets.UTF_8));
        var message = Map.of(
                "id",
                id,
                "from",
                phone,
                "timestamp",
                "1764244800",
                "interactive",
                Map.of("type", "nfm_reply", "nfm_reply", reply));
        return (FlowCompletion)
                WebhookEvent.read(StrictJson.write(Map.of("kind", "message", "account", "1001", "content", message)));
    }

    private static void execute(String sql) throws Exception {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String[] command(String... arguments) {
        var database = Stream.of(
                "--database",
                server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""),
                "--database-user",
                "postgres");
        return Stream.concat(Stream.concat(Stream.of("answers"), Stream.of(arguments)), database)
                .toArray(String[]::new);
    }

    private static CommandRun answers(String... arguments) {
        return CommandRun.of(command(arguments));
    }

    private static long kept() {
        return FlowAnswers.builder(server.getPostgresDatabase())
                .build()
                .count(dev.penstock.postgres.FlowAnswerSelection.ALL);
    }

    @Test
    void listsAnswersAndWhatIsSealedOnlyWithTheKey() {
        var plain = answers("list");
        var opened = answers("list", "--key-encryption-key-file", keyFile.toString(), "--flow", "loan");

        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(plain.out().lines()).hasSize(4);
        assertThat(plain.out())
                .contains("2025-11-27T12:00:00Z  loan", "booking", "15550199", "sealed: income", "\\u001B[31m")
                .doesNotContain("SECRET")
                .doesNotContain("\u001b");
        assertThat(opened.out().lines()).hasSize(2);
        assertThat(opened.out()).contains("=SECRET()");
        assertThat(answers("list", "--flow", "nothing").out()).isEqualToIgnoringNewLines("No answer is kept.");
    }

    @Test
    void listsAndExportsOneJsonObject() {
        var listed = answers("list", "-o", "json", "--person", "+1 555-0100").json();
        var exported = answers("export", "-o", "json", "--raw").json();

        assertThat((List<?>) listed.get("answers")).hasSize(2);
        assertThat((Map<?, ?>) ((List<?>) listed.get("answers")).getFirst())
                .isEqualTo(Map.of(
                        "message_id", "wamid.A",
                        "completed_at", "2025-11-27T12:00:00Z",
                        "kept_at", ((Map<?, ?>) ((List<?>) listed.get("answers")).getFirst()).get("kept_at"),
                        "flow", "loan",
                        "flow_id", "3001",
                        "phone_number", "15550100",
                        "waba_id", "1001",
                        "fields", Map.of("flow_id", "3001", "guests", 2),
                        "sealed", List.of("income")));
        assertThat((List<?>) exported.get("answers")).hasSize(3);
        assertThat(exported.toString()).contains("response_json");
        assertThat(answers("list", "-o", "json", "--flow", "nothing").json()).isEqualTo(Map.of("answers", List.of()));
    }

    @Test
    void exportsCsvWithoutAFormulaInAnyColumn() throws Exception {
        var csv = directory.resolve("answers.csv");
        var run = answers(
                "export", "--csv", "--file", csv.toString(), "--key-encryption-key-file", keyFile.toString(), "--raw");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Wrote 3 answers");
        var text = Files.readString(csv);
        assertThat(text)
                .startsWith("\"message_id\",\"completed_at\",")
                .contains("\"fields.=name\"")
                .contains("\"'=SECRET()\"")
                .contains("\"'+Ada \u200f\u001b[31m\"\"x\"\"\"")
                .contains("\"[\"\"mon\"\",\"\"'=1+1\"\"]\"")
                .contains("\"15550199\"")
                .endsWith("\"\r\n");
        assertThat(text.split("\r\n", -1)).hasSize(5);
        assertThat(Files.getPosixFilePermissions(csv)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void exportsCsvAndLinesOfJsonToTheStandardOutputWithoutWhatATerminalObeys() {
        var csv = answers("export", "--csv");
        var jsonl = answers("export", "--jsonl");

        assertThat(csv.out()).contains("\"(sealed)\"").contains("\r\n").doesNotContain("\u001b");
        assertThat(jsonl.out().lines()).hasSize(3).allSatisfy(line -> StrictJson.readObject(line));
        assertThat(jsonl.out()).doesNotContain("\u001b").doesNotContain("\u200f");
        assertThat(jsonl.out().lines().map(StrictJson::readObject).map(answer -> (Map<?, ?>) answer.get("fields")))
                .anySatisfy(fields -> assertThat(fields.get("=name")).isEqualTo("+Ada \u200f\u001b[31m\"x\""));
    }

    @Test
    void erasesAPersonOnceItIsMeantAndSaysHowManyAnswersThatWere() {
        var asked = answers("erase", "--person", "15550100");

        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err())
                .contains("2 answers of this person would be erased")
                .contains("--yes");
        assertThat(kept()).isEqualTo(3);
        assertThat(answers("erase", "--person", "+1 555 0100", "--yes", "-o", "json")
                        .json())
                .isEqualTo(Map.of("erased", 2));
        assertThat(answers("erase", "--person", "15550100", "--yes").out()).contains("No answer of this person");
        assertThat(answers("erase", "--person", "15550199", "--yes").out()).contains("Erased 1 answer.");
        assertThat(kept()).isZero();
    }

    @Test
    void asksAtATerminalAndErasesNothingUnlessTheAnswerIsYes() throws Exception {
        assumeThat(Path.of("/usr/bin/script")).isExecutable();

        var no = atTerminal("no", "erase", "--person", "15550100");
        assertThat(no).contains("2 answers of this person will be erased").contains("Nothing was erased.");
        assertThat(kept()).isEqualTo(3);
        var yes = atTerminal("yes", "erase", "--person", "15550100");
        assertThat(yes).contains("Erased 2 answers.");
        assertThat(kept()).isEqualTo(1);
    }

    private static String atTerminal(String typed, String... arguments) throws Exception {
        var java = ProcessHandle.current().info().command().orElse("java");
        var line = java + " " + dev.penstock.cli.Penstock.class.getName() + " "
                + Stream.of(command(arguments)).collect(Collectors.joining("' '", "'", "'"));
        var builder = new ProcessBuilder("/usr/bin/script", "-qec", line, "/dev/null").redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = builder.start();
        try (var keyboard = process.getOutputStream()) {
            keyboard.write((typed + "\n").getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            var shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return shown;
        }
    }

    @Test
    void writesManyWithoutHoldingThem() throws Exception {
        execute("""
            INSERT INTO penstock_completion (id, message_id, completed_at, flow, fields, sealed_names, raw)
            SELECT convert_to('m' || i, 'UTF8'), 'm' || i, now(), 'many',
                jsonb_build_object('text', repeat('x', 3000)), '{}', '{}' FROM generate_series(1, 30000) AS i\
            """);
        System.gc();
        long before = used();
        var counted = new CountingWriter();

        int exitCode = dev.penstock.cli.Penstock.commandLine()
                .setOut(new PrintWriter(counted))
                .execute(command("export", "--jsonl", "--flow", "many"));

        assertThat(exitCode).isZero();
        assertThat(counted.lines).isEqualTo(30_000);
        assertThat(counted.most - before).as("of 90 MB").isLessThan(60L << 20);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Looks how much memory is held, each five thousand lines. */
    private static final class CountingWriter extends Writer {

        private int lines;
        private long most;

        @Override
        public void write(char[] text, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n' && ++lines % 5_000 == 0) {
                    System.gc();
                    most = Math.max(most, used());
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void saysWhatCannotBe() throws Exception {
        var wrong = Files.writeString(directory.resolve("wrong"), LocalKeyEncryption.generate());

        assertThat(answers("export").err()).contains("Give --csv, --jsonl or -o json");
        assertThat(answers("export", "--csv", "--jsonl").exitCode()).isEqualTo(2);
        assertThat(answers("erase", "--yes").err()).contains("--person");
        assertThat(answers("erase", "--person", " ", "--yes").exitCode()).isEqualTo(2);
        assertThat(answers("list", "--since", "yesterday").err()).contains("2026-11-27T10:00:00Z");
        assertThat(answers("list", "--since", "2027-01-01").out()).contains("No answer is kept.");
        assertThat(answers("list", "--key-encryption-key-file", wrong.toString())
                        .err())
                .contains("give it as a previous one")
                .contains("chmod 600");
        assertThat(CommandRun.of("answers", "list", "--database", "jdbc:postgresql://127.0.0.1:1/x")
                        .exitCode())
                .isEqualTo(1);
        assertThat(kept()).isEqualTo(3);
    }
}
