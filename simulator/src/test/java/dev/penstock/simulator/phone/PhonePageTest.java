package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speaks HTTP by hand, since clients do not let one forge a {@code Host} header. */
class PhonePageTest {

    private final PhoneSession session = PhoneSession.builder(PhoneSessionTest.flow("every-component.json"))
            .startOn("MEDIA", Map.of())
            .build();
    private final PhonePage page = PhonePage.builder(session).start();
    private final String token = page.uri().getQuery().substring("token=".length());

    @AfterEach
    void close() {
        page.close();
    }

    private String ask(String requestLine, String... headers) throws IOException {
        try (var socket = new Socket("127.0.0.1", page.port())) {
            OutputStream out = socket.getOutputStream();
            String head =
                    requestLine + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String host() {
        return "Host: 127.0.0.1:" + page.port();
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThat(page.uri().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void servesThePageUnderAStrictPolicy() throws IOException {
        assertThat(ask("GET /", host()))
                .startsWith("HTTP/1.1 200")
                .contains("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("<penstock-page>")
                .doesNotContain("unsafe-inline");
    }

    @Test
    void refusesARebornName() throws IOException {
        assertThat(ask("GET /", "Host: phone.example:" + page.port())).startsWith("HTTP/1.1 403");
    }

    @Test
    void refusesOtherSites() throws IOException {
        String key = RequestGuard.TOKEN_HEADER + ": " + token;
        assertThat(ask("GET /api/state?after=-1", host(), key, "Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 403");
        assertThat(ask("GET /api/state?after=-1", host(), key, "Origin: https://example.com"))
                .startsWith("HTTP/1.1 403");
        assertThat(ask("GET /api/state?after=-1", host(), key, "Sec-Fetch-Site: same-origin"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesCallsWithoutTheTokenOfThisRun() throws IOException {
        assertThat(ask("GET /api/state?after=-1", host())).startsWith("HTTP/1.1 403");
        assertThat(ask("GET /api/state?after=-1", host(), RequestGuard.TOKEN_HEADER + ": x"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void servesNothingBesideThePage() throws IOException {
        assertThat(ask("GET /../PhonePage.class", host())).startsWith("HTTP/1.1 404");
        assertThat(ask("GET /PhonePage.class", host())).startsWith("HTTP/1.1 404");
        assertThat(ask("POST /", host(), "Content-Length: 0")).startsWith("HTTP/1.1 405");
    }

    @Test
    void refusesEventsItDoesNotKnow() throws IOException {
        String key = RequestGuard.TOKEN_HEADER + ": " + token;
        assertThat(ask("POST /api/event", host(), key, "Content-Length: 2", "", "{}"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void servesChosenFilesEncrypted() throws IOException {
        session.apply(new PhoneEvent.Open());
        session.attach("screens[6].layout.children[1]", "a.jpg", "image/jpeg", new byte[100]);

        var picked =
                (PickedFile) ((java.util.List<?>) session.form().getOrDefault("photo", java.util.List.of())).getFirst();
        String path = picked.cdnUrl().substring(picked.cdnUrl().indexOf("/media/"));

        assertThat(ask("GET " + path, host())).startsWith("HTTP/1.1 200").containsIgnoringCase("Content-length: 122");
    }

    @Test
    void playsTheFlowAnewWhenItsFileChanges(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("flow.json");
        Files.writeString(file, session.flow().source());
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        try (var following = PhonePage.builder(session).following(file).start()) {
            assertThat(following.port()).isPositive();
            await().until(() -> {
                Files.writeString(file, session.flow().source().replace("\"TEXTS\"", "\"WORDS\""));
                return session.flow().screen("WORDS").isPresent();
            });
        }
    }
}
