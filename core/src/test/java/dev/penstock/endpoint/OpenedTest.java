package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.event.EndpointEvent.Answered;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Handled;
import dev.penstock.event.EndpointEvent.Opened;
import dev.penstock.event.EndpointEvent.Received;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointEvent.Refused;
import dev.penstock.test.Canary;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The way of a request in two halves: what costs the processor, which a server gates, and the rest. */
class OpenedTest {

    private final AtomicInteger handled = new AtomicInteger();
    private final Conversation shop = Conversation.with(Flow.named("shop").onInit(request -> {
        handled.incrementAndGet();
        return NextScreen.of("FIRST");
    }));

    @Test
    void openingDoesWhatCostsAndNothingElse() {
        var sealed = shop.phone.seal(Conversation.INIT);

        var opened = shop.endpoint.open(sealed.request());

        assertThat(handled).hasValue(0);
        assertThat(shop.events).hasExactlyElementsOfTypes(Received.class, Opened.class);

        var answer = opened.answer();

        assertThat(handled).hasValue(1);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(sealed.open(answer)).contains("FIRST");
        assertThat(shop.events).hasExactlyElementsOfTypes(Received.class, Opened.class, Handled.class, Answered.class);
    }

    @Test
    void healthCheckAndErrorNotificationGoTheSameWay() {
        for (var clear : List.of(
                Conversation.PING,
                "{\"action\":\"data_exchange\",\"screen\":\"A\",\"flow_token\":\"t\","
                        + "\"data\":{\"error\":\"timeout_error\"}}")) {
            var sealed = shop.phone.seal(clear);

            var answer = shop.endpoint.open(sealed.request()).answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(sealed.open(answer)).contains("data");
        }
    }

    @Test
    void refusedRequestAnswersWithItsRefusal() {
        var stranger = new Phone(BusinessPublicKey.of(PrivateKeys.generate()), TestKeys.APP_SECRET);
        var refused = Map.of(
                432, EndpointRequest.of(new byte[10], "sha256=forged"),
                421, stranger.seal(Conversation.PING).request(),
                400, shop.phone.seal("{\"action\":\"no such action\"}").request());

        refused.forEach((status, request) -> {
            try (var opened = shop.endpoint.open(request)) {
                assertThat(shop.events(Refused.class).getLast().refusal().status())
                        .as("told when it is refused")
                        .isEqualTo(status);
                assertThat(opened.answer().status()).isEqualTo(status);
                assertThatIllegalStateException().isThrownBy(opened::answer);
            }
        });

        assertThat(shop.events(Refused.class)).as("told once").hasSize(3);
    }

    @Test
    void answersOnce() {
        try (var opened = shop.endpoint.open(shop.phone.seal(Conversation.INIT).request())) {
            opened.answer();

            assertThatIllegalStateException().isThrownBy(opened::answer).withMessageContaining("Keep the first answer");
        }

        assertThat(handled).hasValue(1);
        assertThat(shop.events(Answered.class)).hasSize(1);
        assertThat(shop.events(Refused.class)).isEmpty();
    }

    @Test
    void answersOnceHoweverManyAskAtTheSameTime() throws Exception {
        var opened = shop.endpoint.open(shop.phone.seal(Conversation.PING).request());
        int answers = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<EndpointResponse>>();
            for (int i = 0; i < 50; i++) {
                all.add(threads.submit((Callable<EndpointResponse>) opened::answer));
            }
            for (var one : all) {
                try {
                    assertThat(one.get().status()).isEqualTo(200);
                    answers++;
                } catch (ExecutionException late) {
                    assertThat(late).hasCauseInstanceOf(IllegalStateException.class);
                }
            }
        }
        assertThat(answers).isEqualTo(1);
    }

    @Test
    void requestThatIsClosedUnansweredIsToldOfAndCannotBeAnsweredAnyMore() {
        var opened = shop.endpoint.open(shop.phone.seal(Conversation.INIT).request());

        opened.close();
        opened.close();

        assertThatIllegalStateException().isThrownBy(opened::answer);
        assertThat(handled).hasValue(0);
        assertThat(shop.events(Refused.class)).extracting(Refused::refusal).containsExactly(Refusal.INTERNAL_ERROR);
    }

    @Test
    void sameBytesOpenedTwiceGetTheSameAnswer() {
        var request = shop.phone.seal(Conversation.INIT).request();
        var first = shop.endpoint.open(request);
        var second = shop.endpoint.open(request);

        assertThat(first.answer().body()).isEqualTo(second.answer().body());
        assertThat(shop.events(Answered.class)).extracting(Answered::replayed).containsExactly(false, true);
        assertThat(handled).hasValue(1);
    }

    @Test
    void bugBehindTheHandlerIsAnsweredWith500() {
        var broken = Conversation.with(
                Flow.named("shop").onInit(request -> NextScreen.of("FIRST")),
                endpoint -> endpoint.replayGuard((id, patience, maker) -> {
                    throw new UnsupportedOperationException();
                }));

        var answer = broken.endpoint
                .open(broken.phone.seal(Conversation.INIT).request())
                .answer();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(broken.events(Refused.class)).extracting(Refused::refusal).containsExactly(Refusal.INTERNAL_ERROR);
        assertThat(broken.events(Failed.class)).isEmpty();
    }

    @Test
    void showsNothingOfTheContents() {
        var readable = shop.endpoint.open(shop.phone
                .seal(Conversation.dataExchange("FORM", Canary.PLANTED_DATA))
                .request());
        var refused = shop.endpoint.open(
                shop.phone.seal("{\"action\":\"%s\"}".formatted(Canary.CANARY)).request());

        assertThat(readable).asString().doesNotContain(Canary.CANARY).startsWith("Opened[key ");
        assertThat(refused).asString().isEqualTo("Opened[refused with status 400]");
    }
}
