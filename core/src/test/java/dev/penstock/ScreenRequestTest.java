package dev.penstock;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.test.Conversation;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What handlers get of INIT, data_exchange and BACK. */
class ScreenRequestTest {

    private final AtomicReference<ScreenRequest> seen = new AtomicReference<>();
    private final Conversation conversation = Conversation.with(Flow.named("shop")
            .onInit(this::remember)
            .onScreen("FORM", this::remember)
            .onBack("FORM", this::remember));

    private FlowResponse remember(ScreenRequest request) {
        seen.set(request);
        return NextScreen.of("NEXT");
    }

    @Nested
    class WithInit {

        @Test
        void screenAndDataMayBeAbsent() {
            assertThat(conversation.ask("{\"version\":\"3.0\",\"action\":\"INIT\"}"))
                    .isEqualTo(new Conversation.Reply(200, "{\"screen\":\"NEXT\",\"data\":{}}"));

            assertThat(seen.get()).isInstanceOf(Init.class);
            assertThat(seen.get().action()).isEqualTo(Action.INIT);
            assertThat(seen.get().screen()).isEmpty();
            assertThat(seen.get().data().isEmpty()).isTrue();
        }

        @Test
        void screenAndDataMayBeNull() {
            conversation.ask("{\"action\":\"INIT\",\"screen\":null,\"data\":null,\"flow_token\":null}");

            assertThat(seen.get().screen()).isEmpty();
            assertThat(seen.get().flowToken()).isEqualTo(FlowToken.ABSENT);
        }

        @Test
        void screenAndDataReachTheHandler() {
            conversation.ask("{\"action\":\"INIT\",\"screen\":\"FORM\",\"data\":{\"a\":[1,null]}}");

            assertThat(seen.get().screen()).isEqualTo("FORM");
            assertThat(seen.get().data().asMap()).hasToString("{a=[1, null]}");
        }
    }

    @Nested
    class WithBack {

        @Test
        void dataMayBeAbsent() {
            assertThat(conversation
                            .ask("{\"version\":\"4.0\",\"action\":\"BACK\",\"screen\":\"FORM\"}")
                            .status())
                    .isEqualTo(200);

            assertThat(seen.get()).isInstanceOf(Back.class);
            assertThat(seen.get().screen()).isEqualTo("FORM");
        }

        @Test
        void goesToTheHandlerForEveryScreenWhereThereIsNoOther() {
            var anywhere = Conversation.with(Flow.named("shop")
                    .onInit(request -> NextScreen.of("FIRST"))
                    .onBack("FORM", request -> NextScreen.of("OWN"))
                    .onBack(request -> NextScreen.of("ANY")));

            assertThat(anywhere.ask("{\"action\":\"BACK\",\"screen\":\"FORM\"}").clear())
                    .contains("\"OWN\"");
            assertThat(anywhere.ask("{\"action\":\"BACK\",\"screen\":\"\"}").clear())
                    .contains("\"ANY\"");
        }
    }

    @Nested
    class WithDataExchange {

        @Test
        void needsTheScreen() {
            assertThat(conversation.ask("{\"action\":\"data_exchange\",\"data\":{}}"))
                    .isEqualTo(new Conversation.Reply(400, ""));
        }

        @Test
        void offersFieldsThatAreNotDocumented() {
            conversation.ask("""
                    {"action":"data_exchange","screen":"FORM","data":{},"locale":"de","hints":{"a":1}}""");

            assertThat(seen.get().otherFields().asMap()).hasToString("{locale=de, hints={a=1}}");
        }

        @Test
        void hidesWhatItHoldsInItsText() {
            conversation.ask(dataExchange("FORM", "{\"name\":\"Ada\"}", "t-secret"));

            assertThat(seen.get()).hasToString("DataExchange[]");
        }
    }

    @Nested
    class WithFlowTokens {

        @Test
        void absentTokenTellsNobodyApart() {
            conversation.ask("{\"action\":\"INIT\"}");

            assertThat(seen.get().flowToken().isPresent()).isFalse();
            assertThat(seen.get().flowToken()).hasToString("FlowToken[absent]");
        }

        @Test
        void unusedTokenTellsNobodyApart() {
            conversation.ask("{\"action\":\"INIT\",\"flow_token\":\"unused\"}");

            assertThat(seen.get().flowToken().value()).isEqualTo("unused");
            assertThat(seen.get().flowToken().isPresent()).isFalse();
        }

        @Test
        void chosenTokenReachesTheHandlerUnverified() {
            conversation.ask("{\"action\":\"INIT\",\"flow_token\":\"t-9\"}");

            assertThat(seen.get().flowToken()).isEqualTo(FlowToken.of("t-9"));
            assertThat(seen.get().flowToken().subject()).isEmpty();
        }
    }
}
