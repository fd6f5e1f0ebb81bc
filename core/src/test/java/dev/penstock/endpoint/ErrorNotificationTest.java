package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.event.EndpointEvent.ErrorNotified;
import dev.penstock.test.Conversation;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorNotificationTest {

    private static final Conversation.Reply ACKNOWLEDGED =
            new Conversation.Reply(200, "{\"data\":{\"acknowledged\":true}}");

    private final AtomicInteger handled = new AtomicInteger();
    private final Conversation conversation =
            Conversation.with(Flow.named("shop").onInit(this::count).onScreen("FORM", this::count));

    private FlowResponse count(ScreenRequest request) {
        handled.incrementAndGet();
        return NextScreen.of("NEXT");
    }

    @Test
    void isAcknowledgedWithoutAnyHandler() {
        var asked = conversation.ask(
                dataExchange("FORM", "{\"error\":\"invalid-screen-transition\",\"error_message\":\"m\"}"));

        assertThat(asked).isEqualTo(ACKNOWLEDGED);
        assertThat(handled).hasValue(0);
        assertThat(conversation.events(ErrorNotified.class))
                .extracting(ErrorNotified::errorKey)
                .containsExactly("invalid-screen-transition");
    }

    @Test
    void mayComeAsInitWithoutScreenOrToken() {
        assertThat(conversation.ask("""
                                {"version":700,"action":"INIT","data":{"error_key":"timeout_error","error_message":""}}\
                                """)).isEqualTo(ACKNOWLEDGED);
    }

    @Test
    void mayComeWithoutScreenAsDataExchange() {
        assertThat(conversation.ask("""
                                {"action":"data_exchange","data":{"error":"payload-schema-error","error_message":"m"}}\
                                """)).isEqualTo(ACKNOWLEDGED);
    }

    @Test
    void unknownErrorIsReportedWithoutItsText() {
        conversation.ask(dataExchange("FORM", "{\"error\":\"Ada's data\",\"error_message\":\"m\"}"));

        assertThat(conversation.events(ErrorNotified.class))
                .extracting(ErrorNotified::errorKey)
                .containsExactly("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"my printer is broken\"}",
                "{\"error\":\"my printer is broken\",\"error_message\":\"E-13\",\"printer\":\"HP\"}",
                "{\"error\":17,\"error_message\":\"E-13\"}",
                "{\"error\":\"e\",\"error_message\":null}",
                "{\"error_message\":\"E-13\"}"
            })
    void formFieldCalledErrorReachesTheHandler(String data) {
        assertThat(conversation.ask(dataExchange("FORM", data)).clear()).contains("NEXT");
        assertThat(handled).hasValue(1);
        assertThat(conversation.events(ErrorNotified.class)).isEmpty();
    }
}
