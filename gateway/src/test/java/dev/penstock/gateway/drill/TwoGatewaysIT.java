package dev.penstock.gateway.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.gateway.tenants.TestDatabase;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways before two backends, on one PostgreSQL: people book, everything is sent twice, at both gateways at once,
 * and gateways and backends are killed meanwhile. This is short; {@code bin/drill-gateways} makes it long.
 */
class TwoGatewaysIT {

    private static final int PEOPLE = Integer.getInteger("drill.people", 40);
    private static final int KILLS = Integer.getInteger("drill.kills", 2);
    private static final int AT_ONCE = 6;

    @TempDir
    private Path directory;

    @Test
    void noSubmissionIsLostNoneDoubledAndNoRequestHasTwoCiphertexts() throws Exception {
        var url = TestDatabase.empty();
        execute(url, DrillBackend.TABLE);
        var backends = List.of(backend(url), backend(url));
        try (var balancer = new Balancer(backends.stream().map(Killable::port).toList())) {
            var gateways = List.of(gateway(url, balancer.port()), gateway(url, balancer.port()));
            var victims = List.of(gateways.get(0), backends.get(0), gateways.get(1), backends.get(1));
            try {
                victims.forEach(Killable::awaitReady);
                var people = run(victims, gateways);

                assertThat(people.stream().mapToInt(DrillPerson::answers).sum())
                        .as("answers")
                        .isGreaterThanOrEqualTo(2 * people.size());
                assertThat(bookings(url))
                        .as("one booking each, and the one that the person was told")
                        .isEqualTo(told(people));
            } finally {
                victims.forEach(Killable::close);
            }
        }
    }

    private List<DrillPerson> run(List<Killable> victims, List<Killable> gateways) throws Exception {
        var people = new ArrayList<DrillPerson>();
        var tasks = new ArrayList<Callable<Void>>();
        var done = new AtomicInteger();
        for (int i = 0; i < PEOPLE; i++) {
            var person = new DrillPerson(
                    "token " + i,
                    Phone.create(),
                    gateways.stream().map(Killable::port).toList());
            people.add(person);
            tasks.add(() -> {
                person.book();
                done.incrementAndGet();
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(AT_ONCE);
                var killer = Executors.newSingleThreadExecutor()) {
            var killing = killer.submit(() -> kill(victims, done));
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
            killing.get();
        }
        return people;
    }

    /** Spread over the run; each comes back before the next one goes. */
    private static Void kill(List<Killable> victims, AtomicInteger done) throws IOException {
        for (int i = 0; i < KILLS; i++) {
            int begin = PEOPLE * (i + 1) / (KILLS + 2);
            Awaitility.await().forever().until(() -> done.get() >= begin);
            var victim = victims.get(i % victims.size());
            victim.kill();
            victim.start();
            victim.awaitReady();
        }
        return null;
    }

    private static TreeMap<String, List<String>> told(List<DrillPerson> people) {
        var told = new TreeMap<String, List<String>>();
        people.forEach(person -> told.put(person.token(), List.copyOf(person.bookings())));
        return told;
    }

    private static TreeMap<String, List<String>> bookings(String url) throws SQLException {
        var bookings = new TreeMap<String, List<String>>();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT holder, booking_id FROM booking")) {
            while (rows.next()) {
                bookings.computeIfAbsent(rows.getString(1), holder -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return bookings;
    }

    private Killable backend(String url) throws IOException {
        int port = freePort();
        return Killable.java(DrillBackend.class, port, directory, String.valueOf(port), url);
    }

    private Killable gateway(String url, int backends) throws IOException {
        int port = freePort();
        var key = directory.resolve("private.pem");
        if (Files.notExists(key)) {
            OwnerOnly.write(key, ascii(PrivateKeys.clearPem(TestKeys.CURRENT)));
            OwnerOnly.write(directory.resolve("app-secret"), ascii(TestKeys.APP_SECRET));
        }
        var file = Files.writeString(
                directory.resolve("gateway-%d.yaml".formatted(port)), """
                server: {port: %d, shutdown: {drain: 0s}}
                database: {url: "%s"}
                replay: {requests: postgres}
                endpoints:
                  - path: /flows/book
                    private-key-file: private.pem
                    app-secrets: [{file: app-secret}]
                    flow-tokens: unique
                    backend:
                      url: http://127.0.0.1:%d/flow
                      timeout: 3s
                      breaker: off
                      once-per-submission: [BOOK]
                """.formatted(port, url, backends));
        return Killable.java(DrillGateway.class, port, directory, file.toString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
