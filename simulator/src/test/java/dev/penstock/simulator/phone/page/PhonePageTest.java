package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.simulator.phone.BookingOnAPhone;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.PickedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speaks HTTP by hand, since clients do not let one forge a {@code Host} header. */
class PhonePageTest {

    private final PhoneSession session = PhoneSession.builder(BookingOnAPhone.flow("every-component.json"))
            .startOn("MEDIA", Map.of())
            .build();
    private final PhonePage page = PhonePage.builder(session).start();
    private final String token = page.uri().getQuery().substring("token=".length());

    @AfterEach
    void close() {
        page.close();
    }

    private String ask(String requestLine, String... headers) throws IOException {
        return ask(page, requestLine, headers);
    }

    private static String ask(PhonePage page, String requestLine, String... headers) throws IOException {
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
    void namesEveryModuleAtOnceSoThatNoneWaitsForAnother() throws Exception {
        Path root = Path.of(PhonePage.class.getResource("index.html").toURI()).getParent();
        String index = Files.readString(root.resolve("index.html"));
        try (var files = Files.walk(root)) {
            assertThat(files.map(file -> "/" + root.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> name.endsWith(".js")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("\"" + name + "\""));
        }
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

        var picked = (PickedFile) ((List<?>) session.form().getOrDefault("photo", List.of())).getFirst();
        String path = picked.cdnUrl().substring(picked.cdnUrl().indexOf("/media/"));

        assertThat(ask("GET " + path, host())).startsWith("HTTP/1.1 200").containsIgnoringCase("Content-length: 122");
    }

    @Nested
    class WhenItListensBeyondLoopback {

        private final PhonePage open = PhonePage.builder(session)
                .listenBeyondLoopback(everywhere(), List.of("laptop.example"))
                .start();
        private final String host = "Host: laptop.example:" + open.port();
        private final String key =
                RequestGuard.TOKEN_HEADER + ": " + open.uri().getQuery().substring("token=".length());

        @AfterEach
        void close() {
            open.close();
        }

        @Test
        void answersToTheNamesItWasGiven() throws IOException {
            assertThat(open.uri().getHost()).isEqualTo("laptop.example");
            assertThat(ask(open, "GET /", host)).startsWith("HTTP/1.1 200");
            assertThat(ask(open, "GET /api/state?after=-1", host, key)).startsWith("HTTP/1.1 200");
        }

        @Test
        void refusesEveryOtherName() throws IOException {
            assertThat(ask(open, "GET /", "Host: phone.example:" + open.port())).startsWith("HTTP/1.1 403");
            assertThat(ask(open, "GET /", "Host: laptop.example.evil.example")).startsWith("HTTP/1.1 403");
            assertThat(ask(open, "GET /", "Host: 0.0.0.1:" + open.port())).startsWith("HTTP/1.1 403");
        }

        @Test
        void refusesOtherSitesAndCallsWithoutTheToken() throws IOException {
            assertThat(ask(open, "GET /api/state?after=-1", host, key, "Origin: http://phone.example"))
                    .startsWith("HTTP/1.1 403");
            assertThat(ask(open, "GET /api/state?after=-1", host, key, "Sec-Fetch-Site: same-site"))
                    .startsWith("HTTP/1.1 403");
            assertThat(ask(open, "GET /api/state?after=-1", host)).startsWith("HTTP/1.1 403");
        }

        @Test
        void needsNamesToListenEverywhere() {
            var builder = PhonePage.builder(session);

            assertThatThrownBy(() -> builder.listenBeyondLoopback(everywhere(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("host names by which browsers may ask");
            assertThatThrownBy(() -> builder.listenBeyondLoopback(everywhere(), List.of("*")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void tellsTheEndpointWhereFilesAreByNumber() throws Exception {
            var private4 = new ListenAddress(InetAddress.getByName("192.168.1.20"), List.of());
            var six = new ListenAddress(InetAddress.getByName("fd00::7"), List.of("laptop.example"));

            assertThat(new ListenAddress(everywhere(), List.of("a.example")).files(80))
                    .isEqualTo("http://127.0.0.1:80");
            assertThat(private4.page(8000)).isEqualTo("http://192.168.1.20:8000");
            assertThat(six.files(8000)).isEqualTo("http://[fd00:0:0:0:0:0:0:7]:8000");
        }

        private static InetAddress everywhere() {
            return new InetSocketAddress(0).getAddress();
        }
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
