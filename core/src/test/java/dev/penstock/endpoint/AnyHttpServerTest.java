package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.test.Conversation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Method, headers and a stream are all that an HTTP server has to give. */
class AnyHttpServerTest {

    private final Conversation shop = Conversation.with(Flow.named("shop").onInit(request -> NextScreen.of("FIRST")));

    /** A body of which something is known only when it has been read. */
    private static final class Endless extends InputStream {

        private long read;

        @Override
        public int read() {
            read++;
            return 'x';
        }
    }

    private static final InputStream BROKEN = new InputStream() {
        @Override
        public int read() throws IOException {
            throw new IOException("The connection is gone.");
        }
    };

    @Test
    void aRequestIsAnswered() throws IOException {
        var init = shop.phone.seal(Conversation.INIT);

        var answer = shop.endpoint.answer(
                "POST",
                Map.of("x-hub-signature-256", List.of(init.request().signature()))::get,
                new ByteArrayInputStream(init.request().body()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(init.open(answer)).contains("FIRST");
    }

    @Test
    void aBodyIsNotReadWhereTheHeadSaysEnough() throws IOException {
        assertThat(shop.endpoint.answer("GET", name -> null, BROKEN).status()).isEqualTo(405);
        assertThat(shop.endpoint
                        .answer("POST", Map.of("Content-Encoding", "gzip")::get, BROKEN)
                        .status())
                .isEqualTo(415);
        assertThat(shop.endpoint
                        .answer("POST", Map.of("Content-Length", "99999999")::get, BROKEN)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void noMoreIsReadOfABodyThanAnEndpointTakes() throws IOException {
        var endless = new Endless();

        assertThat(shop.endpoint.answer("POST", name -> null, endless).status()).isEqualTo(413);
        assertThat(endless.read).isEqualTo(EncryptedRequest.MAX_BODY_BYTES + 1L);
    }

    @Test
    void aMissingSignatureIsAWrongOne() throws IOException {
        var body = shop.phone.seal(Conversation.INIT).request().body();

        assertThat(shop.endpoint
                        .answer("POST", name -> null, new ByteArrayInputStream(body))
                        .status())
                .isEqualTo(432);
    }

    @Test
    void aBodyThatBreaksOffIsTheServersToHandle() {
        assertThatIOException().isThrownBy(() -> shop.endpoint.answer("POST", name -> null, BROKEN));
        assertThat(shop.events).isEmpty();
    }
}
