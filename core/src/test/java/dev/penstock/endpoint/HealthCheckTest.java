package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.test.Conversation;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private final Conversation conversation =
            Conversation.with(Flow.named("shop").onInit(request -> {
                throw new AssertionError("A health check is not the handler's.");
            }));

    @Test
    void isAnsweredWithoutAnyHandler() {
        assertThat(conversation.ask(Conversation.PING)).isEqualTo(new Conversation.Reply(200, Conversation.HEALTHY));
    }

    @Test
    void isAnsweredWhateverTheVersionAndOtherFields() {
        assertThat(conversation
                        .ask("{\"action\":\"ping\",\"version\":700,\"extra\":[null]}")
                        .clear())
                .isEqualTo(Conversation.HEALTHY);
    }

    @Test
    void isAnsweredAfterEveryKindOfRefusal() {
        var body = conversation.phone.seal(Conversation.PING).request().body();
        conversation.endpoint.answer(EndpointRequest.of(body, "sha256=00"));
        conversation.endpoint.answer(conversation.phone.sign(new byte[] {'{'}));
        conversation.ask("not JSON");

        assertThat(conversation.ask(Conversation.PING).clear()).isEqualTo(Conversation.HEALTHY);
    }
}
