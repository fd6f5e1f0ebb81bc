package dev.penstock.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.DataExchange;
import dev.penstock.FlowData;
import dev.penstock.FlowToken;
import dev.penstock.gateway.backend.BackendFlow;
import dev.penstock.gateway.backend.HttpBackend;
import dev.penstock.gateway.backend.LoopbackServer;
import dev.penstock.media.FileType;
import dev.penstock.media.MediaDecryptor;
import dev.penstock.simulator.phone.LoopbackMediaStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files from a real store are lent to a backend and given out again, to nobody else and not for ever. */
@Timeout(60)
class BackendMediaTest {

    private static final byte[] PDF = "%PDF-1.7\nA referral for Ada\n%%EOF\n".getBytes(StandardCharsets.UTF_8);
    private static final URI BASE = URI.create("http://127.0.0.1:8080/media/");

    private final LoopbackMediaStore store = LoopbackMediaStore.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T12:00:00Z"));
    private final MediaKey key = MediaKey.random();
    private final BackendMedia media = media(key);

    private BackendMedia media(MediaKey sealing) {
        var decryptor = MediaDecryptor.over(client)
                .allowLoopbackForDevelopment()
                .allowedTypes(Set.of(FileType.PDF))
                .build();
        return BackendMedia.of(decryptor, BASE, sealing)
                .withLifetime(Duration.ofMinutes(5))
                .withClock(now::get);
    }

    @AfterEach
    void close() {
        store.close();
        client.close();
    }

    private Map<String, Object> pick(String name, byte[] file) {
        return store.place(name, "application/pdf", file).forEndpoint();
    }

    private FlowData data(Object... files) {
        return FlowData.from(Map.of("files", List.of(files), "note", "x", "boxes", List.of("a")));
    }

    private static List<Map<String, Object>> files(Map<String, Object> lent) {
        return cast(lent.get("files"));
    }

    @SuppressWarnings("unchecked") // what is lent is a list of objects
    private static List<Map<String, Object>> cast(Object files) {
        return (List<Map<String, Object>>) files;
    }

    private static String token(Map<String, Object> file) {
        return String.valueOf(file.get("url")).substring(BASE.toString().length());
    }

    @Test
    void backendFindsNameTypeSizeHashAndALinkThatGivesTheClearFile() throws Exception {
        var lent = media.lend(data(pick("../référence.pdf", PDF)));

        assertThat(lent).containsEntry("note", "x").containsEntry("boxes", List.of("a"));
        var file = files(lent).getFirst();
        assertThat(file)
                .containsEntry("mime_type", "application/pdf")
                .containsEntry("size", PDF.length)
                .containsEntry(
                        "sha256",
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(PDF)))
                .doesNotContainKeys("cdn_url", "encryption_metadata");
        assertThat(String.valueOf(file.get("file_name"))).endsWith(".pdf").doesNotContain("/");
        var answer = media.answer(token(file));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PDF);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/pdf")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Cache-Control", "no-store");
        assertThat(answer.headers().get("Content-Disposition"))
                .startsWith("attachment; filename*=UTF-8''")
                .matches("[\\x20-\\x7E]+");
    }

    @Test
    void anyReplicaWithTheKeyAnswersAndNobodyElse() {
        var token = token(files(media.lend(data(pick("a.pdf", PDF)))).getFirst());

        assertThat(media(key).answer(token).status()).isEqualTo(200);
        assertThat(media(MediaKey.random()).answer(token).status()).isEqualTo(404);
    }

    @Test
    void linkExpires() {
        var token = token(files(media.lend(data(pick("a.pdf", PDF)))).getFirst());

        now.set(now.get().plus(Duration.ofMinutes(5)).minusSeconds(1));
        assertThat(media.answer(token).status()).isEqualTo(200);
        now.set(now.get().plusSeconds(1));
        assertThat(media.answer(token)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.body()).isEmpty();
        });
    }

    @Test
    void opensNoMoreFilesAtTheSameTimeThanItMay() throws Exception {
        var isAsked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var slow = LoopbackServer.start(exchange -> {
                    isAsked.countDown();
                    goOn.await();
                    exchange.respond(404, "");
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = media.withAtOnce(1);
            var link = token(files(one.lend(data(pick("a.pdf", PDF)))).getFirst());
            var late = pick("b.pdf", PDF);
            late.put("cdn_url", slow.uri().toString());
            var first = threads.submit(() -> one.lend(data(late)));
            isAsked.await();

            var second = files(one.lend(data(pick("c.pdf", PDF)))).getFirst();
            assertThat(second).containsEntry("error", "TIMED_OUT").containsKey("media_id");
            assertThat(one.answer(link).status()).isEqualTo(503);

            goOn.countDown();
            assertThat(files(first.get()).getFirst()).containsEntry("error", "GONE");
            assertThat(one.answer(link).status()).isEqualTo(200);
        }
        assertThatThrownBy(() -> media.withAtOnce(0)).hasMessageContaining("1 to 1000");
    }

    @Test
    void linkThatSomebodyMadeOrChangedIsNone() {
        var token = token(files(media.lend(data(pick("a.pdf", PDF)))).getFirst());
        var changed = token.substring(0, 60) + (token.charAt(60) == 'A' ? 'B' : 'A') + token.substring(61);

        for (var other : List.of("", "x", "..", changed, token + "A", "=", "a".repeat(100_000))) {
            assertThat(media.answer(other).status())
                    .as(other.length() + " characters")
                    .isEqualTo(404);
        }
    }

    @Test
    void linkShowsNothingOfWhatThePhoneSent() {
        var token = token(files(media.lend(data(pick("secret-name.pdf", PDF)))).getFirst());

        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret-name", "cdn_url", "http");
        assertThat(token(files(media.lend(data(pick("secret-name.pdf", PDF)))).getFirst()))
                .isNotEqualTo(token);
    }

    @Test
    void fileThatIsRefusedHasTheReasonInsteadOfALink() {
        var gone = pick("gone.pdf", PDF);
        var other = pick("picture.pdf", "GIF89a no pdf at all".getBytes(StandardCharsets.US_ASCII));
        gone.put("cdn_url", store.uri() + "/media/nothing");

        var files = files(media.lend(data(pick("a.pdf", PDF), other, gone)));

        assertThat(files).hasSize(3);
        assertThat(files.get(0)).containsKey("url");
        assertThat(files.get(1)).containsEntry("error", "TYPE_NOT_ALLOWED").doesNotContainKey("url");
        assertThat(files.get(2)).containsEntry("error", "GONE").containsEntry("media_id", gone.get("media_id"));
    }

    @Test
    void fileThatIsGoneWhenTheBackendAsksIsSaidSo() {
        var token = token(files(media.lend(data(pick("a.pdf", PDF)))).getFirst());
        store.close();

        assertThat(media.answer(token).status()).isEqualTo(502);
    }

    @Test
    void backendIsAskedWithLinks() throws Exception {
        try (var server = LoopbackServer.answering(200, "{\"stay\":\"Thank you.\"}");
                var backend = HttpBackend.builder(server.uri()).build()) {
            var flow = BackendFlow.builder("claims", backend).media(media).build();
            var request = new DataExchange(
                    "4.0", "DAMAGE", data(pick("a.pdf", PDF)), FlowToken.of("t-1"), Optional.empty(), FlowData.empty());

            flow.handle(request);

            assertThat(server.exchanges().getFirst().text())
                    .contains("\"url\":\"http://127.0.0.1:8080/media/")
                    .doesNotContain("cdn_url");
        }
    }

    @Test
    void refusesKeysAddressesAndLifetimesThatAreNone() {
        var decryptor = MediaDecryptor.over(client).build();

        assertThatThrownBy(() -> MediaKey.of("c2hvcnQ="))
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2hv");
        assertThatThrownBy(() -> BackendMedia.of(decryptor, URI.create("/media"), key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> media.withLifetime(Duration.ofDays(2))).isInstanceOf(IllegalArgumentException.class);
        assertThat(MediaKey.of("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")).hasToString("MediaKey[hidden]");
    }
}
