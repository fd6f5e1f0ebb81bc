package dev.penstock.gateway.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.gateway.tenants.TestDatabase;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The functions that the workflows for n8n call, in a real PostgreSQL. */
class N8nSchemaIT {

    private static final int PEOPLE = 16;
    private static final String SLOT = "dental|hill|2030-01-02|10:20";

    private String url;

    @BeforeEach
    void install() throws SQLException, IOException {
        url = TestDatabase.empty();
        var schema = Files.readString(Workflow.FOLDER.resolve("schema.sql"));
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(schema);
            statement.execute(schema);
        }
    }

    private Map<String, Object> call(String function, String holder, String form) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            return call(connection, function, holder, form);
        }
    }

    private static Map<String, Object> call(Connection connection, String function, String holder, String form)
            throws SQLException {
        try (var query = connection.prepareStatement("SELECT %s(?, ?::jsonb)".formatted(function))) {
            query.setString(1, holder);
            query.setString(2, form);
            try (var rows = query.executeQuery()) {
                rows.next();
                return StrictJson.readObject(rows.getString(1).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void comeToTheSummary(String holder) throws SQLException {
        var choice = """
                {"trigger": "continue", "department": "dental", "location": "hill", "date": "2030-01-02",
                 "time": "10:20"}""";
        assertThat(call("appointments_choose", holder, choice)).containsEntry("screen", "DETAILS");
        assertThat(call("appointments_describe", holder, "{\"name\": \"Ada\"}")).containsEntry("screen", "TERMS");
        assertThat(call("appointments_agree", holder, "{\"agree\": true}")).containsEntry("screen", "SUMMARY");
    }

    @Test
    void slotIsGivenToOneOfManyAndASecondTapFindsTheSameBooking() throws Exception {
        var taps = new ArrayList<Callable<Map<String, Object>>>();
        for (int i = 0; i < PEOPLE; i++) {
            var holder = "person " + i;
            comeToTheSummary(holder);
            taps.add(() -> call("appointments_book", holder, "{\"slot\": \"%s\"}".formatted(SLOT)));
            taps.add(() -> call("appointments_book", holder, "{\"slot\": \"%s\"}".formatted(SLOT)));
        }
        var answers = new ArrayList<Map<String, Object>>();
        try (var threads = Executors.newFixedThreadPool(PEOPLE)) {
            for (var answer : threads.invokeAll(taps)) {
                answers.add(answer.get());
            }
        }

        var complete =
                answers.stream().filter(each -> each.containsKey("complete")).toList();
        assertThat(complete).hasSizeBetween(1, 2);
        assertThat(complete.stream().distinct()).hasSize(1);
        assertThat(answers.stream().filter(each -> "APPOINTMENT".equals(each.get("screen"))))
                .hasSize(2 * PEOPLE - complete.size());
    }

    @Test
    void seatsAreHeldForOneAndBoughtOnce() throws Exception {
        var holds = new ArrayList<Callable<Map<String, Object>>>();
        for (int i = 0; i < PEOPLE; i++) {
            var holder = "person " + i;
            assertThat(call("seats_choose_performance", holder, "{\"performance\": \"tides\"}"))
                    .containsEntry("screen", "SEATS");
            var seats = i % 2 == 0 ? "[\"A1\", \"A2\"]" : "[\"A2\", \"A3\"]";
            holds.add(() -> call(
                    "seats_hold",
                    holder,
                    "{\"trigger\": \"hold\", \"section\": \"stalls\", \"seats\": %s}".formatted(seats)));
        }
        var holders = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(PEOPLE)) {
            var answers = threads.invokeAll(holds);
            for (int i = 0; i < PEOPLE; i++) {
                if ("HOLD".equals(answers.get(i).get().get("screen"))) {
                    holders.add("person " + i);
                }
            }
        }
        assertThat(holders).hasSize(1);

        var holder = holders.getFirst();
        var summary = call("seats_describe", holder, "{\"trigger\": \"continue\", \"name\": \"Ada\"}");
        var ids = ((Map<?, ?>) summary.get("data")).get("seat_ids");
        var bought = call("seats_buy", holder, "{\"seats\": \"%s\"}".formatted(ids));
        assertThat(bought).containsKey("complete");
        assertThat(call("seats_buy", holder, "{\"seats\": \"%s\"}".formatted(ids)))
                .isEqualTo(bought);
        assertThat(call("seats_buy", "person of before", "{\"seats\": \"%s\"}".formatted(ids)))
                .doesNotContainKey("complete");
        assertThat(List.of(bought.get("complete"))).isNotEmpty();
    }
}
