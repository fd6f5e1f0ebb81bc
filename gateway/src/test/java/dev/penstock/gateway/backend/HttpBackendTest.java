package dev.penstock.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.Action;
import dev.penstock.FlowData;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend is asked over HTTP, and how its answer is read. */
class HttpBackendTest {

    private static final String SECRET = "whsec_cGVuc3RvY2sga25vd24gYW5zd2VyIHNlY3JldCBvbmU=";
    private static final Instant NOW = Instant.ofEpochSecond(1_764_244_800);

    static BackendRequest request(Duration timeLeft) {
        return new BackendRequest(
                Optional.of("acme"),
                "booking",
                Action.DATA_EXCHANGE,
                "APPOINTMENT",
                "{\"screen\":\"APPOINTMENT\",\"data\":{\"name\":\"Žofie\"}}".getBytes(StandardCharsets.UTF_8),
                "req_0123456789abcdef0123456789abcdef",
                "abc123",
                Optional.of("+49 170 Žofie %"),
                timeLeft,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    static BackendRequest request() {
        return request(Duration.ofSeconds(5));
    }

    @Test
    void postsTheClearRequestWithTheDocumentedHeaders() throws Exception {
        try (var server = LoopbackServer.answering(200, "{\"screen\":\"SUMMARY\",\"data\":{\"price\":12}}");
                var backend = HttpBackend.builder(server.uri())
                        .signingSecrets(SigningSecrets.of(SECRET))
                        .header("Authorization", "Bearer x")
                        .clock(() -> NOW)
                        .build()) {

            var answer = backend.ask(request());

            assertThat(answer).isEqualTo(new BackendAnswer.Next("SUMMARY", FlowData.from(Map.of("price", 12))));
            var asked = server.exchanges().getFirst();
            assertThat(asked.requestLine()).isEqualTo("POST /flow?shop=1 HTTP/1.1");
            assertThat(asked.body()).isEqualTo(request().body());
            assertThat(asked.headers())
                    .containsEntry("host", "127.0.0.1:" + server.port())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("authorization", "Bearer x")
                    .containsEntry("webhook-id", "req_0123456789abcdef0123456789abcdef")
                    .containsEntry("webhook-timestamp", "1764244800")
                    .containsEntry(
                            "webhook-signature",
                            SigningSecrets.of(SECRET)
                                    .sign(request().id(), NOW, request().body()))
                    .containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                    .containsEntry("penstock-tenant", "acme")
                    .containsEntry("penstock-flow", "booking")
                    .containsEntry("penstock-request", "abc123")
                    .containsEntry("penstock-subject", "+49%20170%20%C5%BDofie%20%25");
            assertThat(Integer.parseInt(asked.headers().get("penstock-time-left")))
                    .isBetween(1, 5000);
        }
    }

    @Test
    void usesAConnectionAgain() throws Exception {
        try (var server = LoopbackServer.answering(200, "{\"stay\":\"No.\"}");
                var backend = HttpBackend.builder(server.uri()).build()) {
            backend.ask(request());
            backend.ask(request());

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void readsChunksAndInterimAnswersAndAnAnswerThatEndsWithTheConnection() throws Exception {
        try (var server = LoopbackServer.start(exchange -> {
                    exchange.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "8\r\n{\"screen\r\n4;x=y\r\n\":\"A\r\n2\r\n\"}\r\n0\r\nTrailer: x\r\n\r\n");
                });
                var ending = LoopbackServer.start(exchange -> {
                    exchange.send("HTTP/1.0 200 OK\r\n\r\n{\"screen\":\"A\"}");
                    exchange.socket().close();
                });
                var backend = HttpBackend.builder(server.uri()).build();
                var other = HttpBackend.builder(ending.uri()).build()) {
            var expected = new BackendAnswer.Next("A", FlowData.empty());

            assertThat(backend.ask(request())).isEqualTo(expected);
            assertThat(backend.ask(request())).isEqualTo(expected);
            assertThat(other.ask(request())).isEqualTo(expected);
            assertThat(other.ask(request())).isEqualTo(expected);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(ending.connections()).isEqualTo(2);
        }
    }

    @Test
    void refusesAnAddressThatIsNoneOrHoldsAPassword() {
        for (var address : new String[] {"ftp://host/x", "/flow", "http:///flow", "mailto:a@b"}) {
            assertThatThrownBy(() -> HttpBackend.builder(URI.create(address))).hasMessageContaining("looks like http");
        }
        assertThatThrownBy(() -> HttpBackend.builder(URI.create("http://ada:secret@host/x")))
                .hasMessageContaining("has no user, password")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"webhook-id", "Penstock-Subject", "HOST", "content-length", "a b", "", "a:b", "transfer-encoding"
            })
    void refusesHeadersThatAreItsOwnOrNone(String name) {
        var builder = HttpBackend.builder(URI.create("http://localhost/"));

        assertThatThrownBy(() -> builder.header(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAHeaderThatWouldBreakTheLineWithoutRepeatingIt() {
        var builder = HttpBackend.builder(URI.create("http://localhost/"));

        assertThatThrownBy(() -> builder.header("authorization", "a\r\nx: secret"))
                .hasMessageContaining("authorization")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesSettingsOutOfTheirRange() {
        var builder = HttpBackend.builder(URI.create("http://localhost/"));

        assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> builder.timeout(Duration.ofSeconds(11))).hasMessageContaining("timeout");
        assertThatThrownBy(() -> builder.maxAnswerBytes(0)).hasMessageContaining("bytes");
        assertThatThrownBy(() -> builder.connections(0)).hasMessageContaining("connections");
        assertThatThrownBy(() -> new BackendBreaker(0, 5, Duration.ofSeconds(1)))
                .hasMessageContaining("breaker");
        assertThatThrownBy(
                        () -> builder.certificateAuthorities(Path.of("ca.pem")).build())
                .hasMessageContaining("http");
    }

    @Test
    void textShowsNoQuery() {
        try (var backend =
                HttpBackend.builder(URI.create("http://localhost/x?key=secret")).build()) {
            assertThat(backend.toString()).isEqualTo("HttpBackend[http://localhost/x]");
        }
        assertThat(request().toString()).doesNotContain("ofie").contains("booking");
    }
}
