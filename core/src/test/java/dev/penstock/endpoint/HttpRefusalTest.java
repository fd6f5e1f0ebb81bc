package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.EncryptedRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRefusalTest {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "OPTIONS", "post", ""})
    void anotherMethodIsToldWhichOneIsAllowed(String method) {
        assertThat(HttpRefusal.byHead(method, Map.of()::get)).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("allow")).hasValue("POST");
            assertThat(answer.body()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8",
                "multipart/form-data; boundary=x",
                " multipart/mixed"
            })
    void aFormIsNoRequest(String type) {
        assertThat(statusFor(Map.of("Content-Type", type))).isEqualTo(415);
        assertThat(statusFor(Map.of("content-type", List.of(type)))).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "text/plain", "what/ever", ""})
    void whatMayBeJsonIsRead(String type) {
        assertThat(statusFor(Map.of("Content-Type", type))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity", "deflate, gzip"})
    void aCompressedBodyIsNotRead(String coding) {
        assertThat(statusFor(Map.of("content-encoding", coding, "content-type", "application/json")))
                .isEqualTo(415);
    }

    @Test
    void aBodyThatIsAnnouncedAsTooLongIsNotRead() {
        assertThat(statusFor(Map.of("Content-Length", "" + EncryptedRequest.MAX_BODY_BYTES)))
                .isZero();
        assertThat(statusFor(Map.of("Content-Length", "" + (EncryptedRequest.MAX_BODY_BYTES + 1))))
                .isEqualTo(413);
        assertThat(statusFor(Map.of("Content-Length", "99999999999999999999"))).isEqualTo(413);
        assertThat(statusFor(Map.of("Content-Length", "00000000000000000007"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "ten", "", "0x10"})
    void aLengthThatIsNoneIsLeftToTheServer(String length) {
        assertThat(statusFor(Map.of("Content-Length", length))).isZero();
    }

    @Test
    void withoutAnyHeadersTheBodyIsRead() {
        assertThat(HttpRefusal.byHead("POST", name -> null)).isEmpty();
    }

    private static int statusFor(Map<String, ?> headers) {
        return HttpRefusal.byHead("POST", headers::get)
                .map(EndpointResponse::status)
                .orElse(0);
    }
}
