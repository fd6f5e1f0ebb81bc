package dev.penstock.gateway.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A backend that books whatever it is asked, once for each {@code webhook-id}: PORT, JDBC_URL. It takes its time before
 * and after the booking, so that it can be killed in between.
 */
final class DrillBackend {

    /** What it keeps; nothing but the key keeps a person from having two. */
    static final String TABLE = """
            CREATE TABLE booking (webhook_id text PRIMARY KEY, holder text NOT NULL, booking_id text NOT NULL)""";

    private static final String BOOK = """
            WITH booked AS (
                INSERT INTO booking VALUES (?, ?, ?) ON CONFLICT (webhook_id) DO NOTHING RETURNING booking_id)
            SELECT booking_id FROM booked UNION ALL SELECT booking_id FROM booking WHERE webhook_id = ? LIMIT 1""";

    private static final int MAX_PAUSE_MILLIS = 40;

    private DrillBackend() {}

    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/flow", exchange -> answer(exchange, arguments[1]));
        server.start();
    }

    private static void answer(HttpExchange exchange, String url) throws IOException {
        try (exchange) {
            var request = StrictJson.readObject(exchange.getRequestBody().readAllBytes());
            var id = exchange.getRequestHeaders().getFirst("webhook-id");
            pause();
            var booking = book(url, id, String.valueOf(request.get("flow_token")));
            pause();
            var answer = StrictJson.write(Map.of("complete", Map.of("booking_id", booking)));
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (SQLException | InterruptedException failed) {
            throw new IOException(failed);
        }
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS));
    }

    private static String book(String url, String id, String holder) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.prepareStatement(BOOK)) {
            statement.setString(1, id);
            statement.setString(2, holder);
            statement.setString(3, UUID.randomUUID().toString());
            statement.setString(4, id);
            try (var rows = statement.executeQuery()) {
                if (rows.next()) {
                    return rows.getString(1);
                }
            }
        }
        // Another was booking it at this moment, which this statement did not see yet.
        return book(url, id, holder);
    }
}
