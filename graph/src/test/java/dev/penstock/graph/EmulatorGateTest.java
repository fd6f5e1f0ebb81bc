package dev.penstock.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.simulator.graph.Fault;
import dev.penstock.simulator.graph.GraphEmulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call the emulator, and what of a call it keeps. */
class EmulatorGateTest {

    private static final String AUTHORIZED = "Authorization: Bearer " + GraphFixture.TOKEN;

    private final GraphFixture graph = GraphFixture.start();

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void makesATokenOfItsOwnEachTime() {
        try (var one = GraphEmulator.builder().start();
                var other = GraphEmulator.builder().start()) {
            assertThat(one.accessToken()).hasSizeGreaterThan(32).isNotEqualTo(other.accessToken());
        }
    }

    @Test
    void keepsNothingOfACallWithoutTheToken() throws IOException {
        assertThat(call("GET /v25.0/1001 HTTP/1.1", host())).startsWith("HTTP/1.1 401");
        assertThat(call("GET /v25.0/1001 HTTP/1.1", host(), "Authorization: Bearer EAAguessed0123456789"))
                .startsWith("HTTP/1.1 401");
        assertThat(graph.emulator.calls()).isEmpty();
    }

    @Test
    void answersWhoeverHasNoTokenBeforeTheBodyHasCome() throws IOException {
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("POST /v25.0/1001/flows HTTP/1.1\r\n%s\r\nContent-Length: 11000000\r\n\r\n"
                            .formatted(host())
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void orderedFaultsAreNotUsedUpByACallWithoutTheToken() throws IOException {
        graph.emulator.failNext(new Fault.ServerError(503), 1);

        assertThat(call("GET /v25.0/1001 HTTP/1.1", host())).startsWith("HTTP/1.1 401");
        assertThat(call("GET /v25.0/1001 HTTP/1.1", host(), AUTHORIZED)).startsWith("HTTP/1.1 503");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:%d", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:%d", ""})
    void refusesACallUnderAnotherName(String name) throws IOException {
        assertThat(call("GET /v25.0/1001 HTTP/1.1", "Host: " + name.formatted(port()), AUTHORIZED))
                .startsWith("HTTP/1.1 403");
        assertThat(graph.emulator.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d", "LOCALHOST:%d", "[::1]:%d"})
    void takesACallUnderANameOfThisMachine(String name) throws IOException {
        assertThat(call("GET /v25.0/1001 HTTP/1.1", "Host: " + name.formatted(port()), AUTHORIZED))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://127.0.0.1:8080", "null"})
    void refusesAPageInABrowser(String origin) throws IOException {
        assertThat(call("GET /v25.0/1001 HTTP/1.1", host(), AUTHORIZED, "Origin: " + origin))
                .startsWith("HTTP/1.1 403");
        assertThat(graph.emulator.calls()).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLargeAndStaysUp() throws IOException {
        assertThat(post("{\"x\":\"" + "y".repeat(12_000_001) + "\"}", host(), AUTHORIZED))
                .startsWith("HTTP/1.1 413");
        assertThat(call("GET /v25.0/1001 HTTP/1.1", host(), AUTHORIZED)).startsWith("HTTP/1.1 200");
    }

    /** Each of them takes many times its bytes as objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"a\":[ | {}, | {}]}",
                "application/json | {\"a\":[ | 1, | 1]}",
                "application/json | {\"a\":[ | '\"\",' | 1]}",
                "application/x-www-form-urlencoded | a=1 | &a=1 | &b=2",
                "application/x-www-form-urlencoded | a=1 | & | &b=2",
                "multipart/form-data; boundary=x | --x | --x | --x--",
            })
    void refusesABodyOfVeryManySmallParts(String type, String start, String part, String end) throws IOException {
        var body = start + part.repeat(11_000_000 / part.length()) + end;

        assertThat(post(body, host(), AUTHORIZED, "Content-Type: " + type)).startsWith("HTTP/1.1 400");
        assertThat(graph.emulator.calls()).isEmpty();
        assertThat(call("GET /v25.0/1001 HTTP/1.1", host(), AUTHORIZED)).startsWith("HTTP/1.1 200");
    }

    @Test
    void keepsTheNewestCallsOnlyAndNotMoreThanFit() {
        for (int i = 0; i < 1_010; i++) {
            graph.client.call(GraphRequest.get("1001").with("number", Integer.toString(i)));
        }
        assertThat(graph.emulator.calls()).hasSize(1_000);
        assertThat(graph.emulator.calls().getLast().query()).containsEntry("number", "1009");

        for (int i = 0; i < 10; i++) {
            graph.client.call(GraphRequest.post("1001/subscribed_apps").json(Map.of("x", "y".repeat(1_000_000))));
        }
        assertThat(graph.emulator.calls()).hasSizeBetween(1, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v25.0/1001/flows?after=many HTTP/1.1", "GET /v25.0/nothing HTTP/1.1"})
    void answersACallThatCannotBeReadWith400(String line) throws IOException {
        assertThat(call(line, host(), AUTHORIZED)).startsWith("HTTP/1.1 400").contains("\"code\":100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"categories\":\"[\"}", "{\"a\":1,\"a\":2}"})
    void answersABodyThatCannotBeReadWith400(String body) throws IOException {
        assertThat(post(body, host(), AUTHORIZED)).startsWith("HTTP/1.1 400").contains("\"code\":100");
    }

    private String post(String body, String... headers) throws IOException {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type: application/json";
        all[headers.length + 1] = "Content-Length: " + body.length();
        return exchange("POST /v25.0/1001/flows HTTP/1.1\r\n" + String.join("\r\n", all) + "\r\n\r\n" + body);
    }

    private String call(String line, String... headers) throws IOException {
        return exchange(line + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    /** Word by word, since a client of the JDK lets nobody choose the Host. */
    private String exchange(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(request.replaceFirst("\r\n", "\r\nConnection: close\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private String host() {
        return "Host: 127.0.0.1:" + port();
    }

    private int port() {
        return graph.emulator.baseUrl().getPort();
    }
}
