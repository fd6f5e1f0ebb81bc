package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.test.Conversation;
import org.junit.jupiter.api.Test;

/** 10 MB is the payload limit that Meta documents. */
class LargeMessageTest {

    private static final String EMPTY_ANSWER = "{\"screen\":\"NEXT\",\"data\":{\"image\":\"\"}}";

    private final Conversation conversation = Conversation.with(Flow.named("shop")
            .onScreen(
                    "SEND",
                    request -> NextScreen.of("NEXT")
                            .with(
                                    "length",
                                    request.data().string("image").orElse("").length()))
            .onScreen(
                    "RECEIVE",
                    request -> NextScreen.of("NEXT")
                            .with(
                                    "image",
                                    "x"
                                            .repeat(((Number) request.data()
                                                            .value("length")
                                                            .orElse(0))
                                                    .intValue()))));

    @Test
    void requestOfTenMegabytesIsOpened() {
        var empty = dataExchange("SEND", "{\"image\":\"\"}");
        var image = "y".repeat(EncryptedRequest.MAX_CLEAR_BYTES - empty.length());

        assertThat(conversation
                        .ask(dataExchange("SEND", "{\"image\":\"%s\"}".formatted(image)))
                        .clear())
                .contains("\"length\":" + image.length());
    }

    @Test
    void answerOfTenMegabytesIsSealed() {
        int length = EncryptedRequest.MAX_CLEAR_BYTES - EMPTY_ANSWER.length();

        assertThat(conversation
                        .ask(dataExchange("RECEIVE", "{\"length\":%d}".formatted(length)))
                        .clear())
                .hasSize(EncryptedRequest.MAX_CLEAR_BYTES);
    }

    @Test
    void answerOneByteBeyondTheLimitIsNotSent() {
        int length = EncryptedRequest.MAX_CLEAR_BYTES - EMPTY_ANSWER.length() + 1;

        assertThat(conversation
                        .ask(dataExchange("RECEIVE", "{\"length\":%d}".formatted(length)))
                        .clear())
                .contains("\"screen\":\"RECEIVE\"")
                .contains("Something went wrong");
        assertThat(conversation.events(Failed.class))
                .singleElement()
                .matches(event -> event.failure() == Failure.ANSWER_TOO_LARGE);
    }
}
