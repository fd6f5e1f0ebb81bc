package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Answered;
import dev.penstock.event.EndpointEvent.Kind;
import dev.penstock.event.EndpointEvent.Opened;
import dev.penstock.event.EndpointEvent.Received;
import dev.penstock.event.EndpointEvent.Refused;
import dev.penstock.test.Conversation;
import dev.penstock.test.TestKeys;
import org.junit.jupiter.api.Test;

class EndpointEventsTest {

    private final FlowBuilder flow = Flow.named("shop").onInit(request -> NextScreen.of("FIRST"));
    private final Conversation conversation = Conversation.with(flow);

    @Test
    void oneRequestIsReceivedOpenedAndAnswered() {
        var sealed = conversation.phone.seal(Conversation.INIT);
        var answer = conversation.endpoint.answer(sealed.request());

        assertThat(conversation.events)
                .hasExactlyElementsOfTypes(Received.class, Opened.class, EndpointEvent.Handled.class, Answered.class)
                .allMatch(event -> event.flow().equals("shop"));
        assertThat(conversation.events(Received.class).getFirst().bytes())
                .isEqualTo(sealed.request().body().length);
        assertThat(conversation.events(Opened.class).getFirst().keyId()).isEqualTo(TestKeys.CURRENT_PUBLIC.id());
        var answered = conversation.events(Answered.class).getFirst();
        assertThat(answered.request().kind()).contains(Kind.INIT);
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.bytes()).isEqualTo(answer.body().length);
        assertThat(answered.elapsed())
                .isGreaterThanOrEqualTo(
                        conversation.events(Opened.class).getFirst().elapsed());
    }

    @Test
    void refusedRequestIsReceivedAndRefused() {
        conversation.endpoint.answer(EndpointRequest.of(new byte[3], ""));

        assertThat(conversation.events).hasExactlyElementsOfTypes(Received.class, Refused.class);
    }

    @Test
    void failureComesBetweenOpenedAndAnswered() {
        conversation.ask(dataExchange("NOWHERE", "{}"));

        assertThat(conversation.events)
                .hasExactlyElementsOfTypes(
                        Received.class,
                        Opened.class,
                        EndpointEvent.Handled.class,
                        EndpointEvent.Failed.class,
                        Answered.class);
    }

    @Test
    void errorNotificationComesBetweenOpenedAndAnswered() {
        conversation.ask(dataExchange("FORM", "{\"error\":\"timeout_error\",\"error_message\":\"m\"}"));

        assertThat(conversation.events)
                .hasExactlyElementsOfTypes(
                        Received.class, Opened.class, EndpointEvent.ErrorNotified.class, Answered.class);
        assertThat(conversation.events(Answered.class).getFirst().request().kind())
                .contains(Kind.ERROR_NOTIFICATION);
    }

    @Test
    void listenerThatThrowsDoesNoHarm() {
        var unlucky = Conversation.with(
                flow,
                endpoint -> endpoint.listener(event -> {
                    throw new IllegalStateException("out of order");
                }));

        assertThat(unlucky.ask(Conversation.INIT).status()).isEqualTo(200);
        assertThat(unlucky.events)
                .hasExactlyElementsOfTypes(Received.class, Opened.class, EndpointEvent.Handled.class, Answered.class);
    }
}
