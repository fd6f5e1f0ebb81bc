package dev.penstock.examples.booking;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** A business on a database of its own, with a clock that stands still until it is moved, and phones to call it. */
final class TestBusiness implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private static final EmbeddedPostgres SERVER = startServer();
    /** Of before a reset; still accepted. */
    static final String PREVIOUS_SECRET = "fedcba9876543210fedcba9876543210";

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef")
            .alsoAccept(PREVIOUS_SECRET, Instant.now().plus(Duration.ofDays(1)));

    private final BookingDatabase database;
    private final BookingMedia media = BookingMedia.openWithLoopbackForDevelopment();
    private final BookingFlows flows;
    private final Keyset keyset;
    private BookingServer server;
    private int port;
    private final BusinessPublicKey key;
    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private TestBusiness(Language language) throws SQLException {
        var name = "b" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        database = BookingDatabase.at(SERVER.getJdbcUrl("postgres", name), ZONE);
        InstantSource clock = () -> now;
        flows = BookingFlows.of(database.dataSource(), clock, ZONE, language, media::decryptor, Duration.ofMinutes(10));
        var privateKey = PrivateKeys.generate();
        key = BusinessPublicKey.of(privateKey);
        keyset = Keyset.of(privateKey);
        server = serve(0);
    }

    private BookingServer serve(int port) {
        return BookingServer.start(database.dataSource(), flows, keyset, SECRETS, port, event -> {});
    }

    /** Stops serving; what it does then is the caller's. */
    void stopServing() {
        port = server.uri().getPort();
        server.close();
    }

    /** Serves again where it served before. */
    void serveAgain() {
        server = serve(port);
    }

    static TestBusiness open() throws SQLException {
        return new TestBusiness(Language.ENGLISH);
    }

    static TestBusiness open(Language language) throws SQLException {
        return new TestBusiness(language);
    }

    private static EmbeddedPostgres startServer() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start.", failed);
        }
    }

    BookingFlows flows() {
        return flows;
    }

    BookingDatabase database() {
        return database;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    FlowClient phone(String flow) {
        return phone(flow, token(flow));
    }

    /** A flow token for somebody new. */
    static String token(String flow) {
        return FlowTokens.of(SECRETS).issue(flow, "somebody");
    }

    /** One that is no longer valid. */
    static String expiredToken(String flow) {
        var longAgo = InstantSource.offset(InstantSource.system(), FlowTokens.DEFAULT_LIFETIME.multipliedBy(-2));
        return FlowTokens.of(SECRETS).withClock(longAgo).issue(flow, "somebody");
    }

    FlowClient phone(String flow, String token) {
        return FlowClient.over(line(flow, () -> key), token).build();
    }

    /** A line to a Flow's endpoint, with a key that may be another than {@link #key()} at first. */
    EncryptingLine line(String flow, Supplier<BusinessPublicKey> keySource) {
        return EncryptingLine.to(server.endpoint(flow), keySource)
                .signedBy(RequestSignature.of(SECRETS))
                .open();
    }

    /** What it takes to call a Flow's endpoint. */
    EndpointAccess access(String flow) {
        return EndpointAccess.of(server.endpoint(flow), key).signedBy(RequestSignature.of(SECRETS));
    }

    BusinessPublicKey key() {
        return key;
    }

    static Map<String, Object> answer(Exchange exchange) {
        return exchange.outcome() instanceof Exchange.Answered answered ? answered.answer() : Map.of();
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private static Map<String, Object> object(Map<String, Object> from, String name) {
        return from.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    static String screen(Exchange exchange) {
        return String.valueOf(answer(exchange).get("screen"));
    }

    static Map<String, Object> data(Exchange exchange) {
        return object(answer(exchange), "data");
    }

    static List<String> ids(Exchange exchange, String list) {
        return data(exchange).get(list) instanceof List<?> options
                ? options.stream()
                        .map(option -> String.valueOf(((Map<?, ?>) option).get("id")))
                        .toList()
                : List.of();
    }

    static Map<String, Object> completion(Exchange exchange) {
        return object(object(data(exchange), "extension_message_response"), "params");
    }

    @Override
    public void close() {
        server.close();
        media.close();
        database.close();
    }
}
