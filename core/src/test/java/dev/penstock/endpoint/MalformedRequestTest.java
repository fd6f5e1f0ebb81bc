package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointEvent.Refused;
import dev.penstock.test.Conversation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is encrypted, but is no request: status 400 and no word. */
class MalformedRequestTest {

    private final Conversation conversation =
            Conversation.with(Flow.named("shop").onInit(request -> NextScreen.of("FIRST")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"action\":\"init\"}",
                "{\"action\":7}",
                "{\"action\":\"INIT\",\"data\":[]}",
                "{\"action\":\"INIT\",\"screen\":{}}",
                "{\"action\":\"INIT\",\"flow_token\":1}",
                "{\"action\":\"INIT\",\"flow_token_signature\":{}}",
                "{\"action\":\"INIT\",\"version\":true}",
                "{\"action\":\"INIT\",\"action\":\"ping\"}",
                "{\"action\":\"INIT\",\"data\":{\"a\":1,\"a\":2}}",
                "{\"action\":\"INIT\"} {}"
            })
    void clearTextThatIsNoRequestIsMalformed(String clear) {
        assertThat(conversation.ask(clear)).isEqualTo(new Conversation.Reply(400, ""));
        assertThat(conversation.events(Refused.class).getLast().refusal()).isEqualTo(Refusal.MALFORMED_REQUEST);
    }

    @Test
    void clearTextThatIsNotUtf8IsMalformed() {
        var sealed =
                conversation.phone.seal("{\"action\":\"INIT\",\"x\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(conversation.status(sealed.request())).isEqualTo(400);
    }

    @Test
    void nestingBeyondTheLimitIsMalformed() {
        var deep = "{\"action\":\"INIT\",\"data\":{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";

        assertThat(conversation.ask(deep).status()).isEqualTo(400);
    }

    /** As a text field leaves it that cuts an emoji in two. */
    @Test
    void halfOfCharacterIsKept() {
        var echo = Conversation.with(Flow.named("shop").onInit(request -> new NextScreen("FIRST", request.data())));

        assertThat(echo.ask("{\"action\":\"INIT\",\"data\":{\"a\":\"\\ud83d\"}}")
                        .clear())
                .isEqualTo("{\"screen\":\"FIRST\",\"data\":{\"a\":\"\\uD83D\"}}");
    }

    @Test
    void bodyBeyondTheLimitIsMalformedAndNotParsed() {
        var body = new byte[EncryptedRequest.MAX_BODY_BYTES + 1];
        Arrays.fill(body, (byte) ' ');

        assertThat(conversation.status(conversation.phone.sign(body))).isEqualTo(400);
    }

    @Test
    void unsignedMalformedBodyIsRefusedForItsSignature() {
        assertThat(conversation.status(EndpointRequest.of(new byte[] {'{'}, "")))
                .isEqualTo(432);
    }

    @Test
    void headerThatIsNotThereAtAllIsAMissingSignature() {
        var body = conversation.phone.seal(Conversation.PING).request().body();

        assertThat(conversation.status(EndpointRequest.of(body, (String) null))).isEqualTo(432);
        assertThat(conversation.events(Refused.class))
                .singleElement()
                .matches(refused -> refused.refusal() == Refusal.INVALID_REQUEST_SIGNATURE);
    }
}
