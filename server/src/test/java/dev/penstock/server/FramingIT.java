package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request of HTTP/1.1 ends is beyond doubt, or it is refused. */
class FramingIT {

    private final PenstockServer server = PenstockServer.builder()
            .endpoint(Requests.echo().build())
            .host("localhost")
            .port(0)
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Transfer-Encoding: chunked, 200",
                "Transfer-Encoding: Chunked, 200",
                "\"Transfer-Encoding: gzip, chunked\", 501",
                "\"Transfer-Encoding: identity, chunked\", 501",
                "\"Transfer-Encoding: gzip\nTransfer-Encoding: chunked\", 501",
                "\"Transfer-Encoding: chunked, chunked\", 400",
                "\"Transfer-Encoding: chunked, gzip\", 400",
                "Transfer-Encoding: gzip, 400",
                "Transfer-Encoding: identity, 400",
                "\"Transfer-Encoding: chunked\nContent-Length: 5\", 400",
                "\"Content-Length: 5\nTransfer-Encoding: chunked\", 400",
                "\"Content-Length: 5\nContent-Length: 6\", 400",
                "\"Content-Length: 5, 6\", 400",
                "Content-Length: -5, 400",
                "Content-Length: +5, 400",
                "Content-Length: 0x5, 400",
                "Content-Length : 5, 400",
            })
    void takesOneLengthOrOneChunkedBody(String fields, int status) throws Exception {
        assertThat(status("HTTP/1.1", fields.replace("\n", "\r\n"))).isEqualTo(status);
    }

    @Test
    void knowsNoTransferCodingInHttp10() throws Exception {
        assertThat(status("HTTP/1.0", "Transfer-Encoding: chunked")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
                "Upgrade: h2c\r\nConnection: Upgrade",
                "Upgrade: h2c\r\nConnection: upgrade, http2-settings\r\nHTTP2-Settings: ",
                "Upgrade: websocket\r\nConnection: Upgrade",
            })
    void doesNotChangeTheProtocolOfAConnection(String fields) throws Exception {
        try (var socket =
                Requests.connect(server.uri(), "GET / HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n\r\n")) {
            assertThat(Requests.readAnswer(socket).status()).isEqualTo(404);
        }
    }

    @Test
    void takesAnAbsoluteAddress() throws Exception {
        try (var socket = Requests.connect(
                server.uri(),
                "GET http://localhost:%d/flows/vectors HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
                        .formatted(server.uri().getPort(), server.uri().getPort()))) {
            assertThat(Requests.readAnswer(socket).status()).isEqualTo(405);
        }
    }

    private int status(String version, String fields) throws IOException {
        var body = new String(Requests.PING.body(), StandardCharsets.ISO_8859_1);
        var chunked = "%x\r\n%s\r\n0\r\n\r\n".formatted(body.length(), body);
        try (var socket = Requests.connect(
                server.uri(),
                "POST /flows/vectors %s\r\nHost: localhost\r\nX-Hub-Signature-256: %s\r\n%s\r\n\r\n%s"
                        .formatted(version, Requests.PING.signature(), fields, chunked))) {
            return Requests.readAnswer(socket).status();
        }
    }
}
