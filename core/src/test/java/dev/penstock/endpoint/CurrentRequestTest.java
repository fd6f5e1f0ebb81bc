package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.FlowTexts;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.test.Conversation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a handler hands on to other systems, so that they can tell repetitions, and what comes back from there. */
class CurrentRequestTest {

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final AtomicInteger taps = new AtomicInteger();
    private final Flow flow = Flow.named("shop")
            .onScreen("LOOK", request -> NextScreen.of(remember("LOOKED")))
            .onScreen("BOOK", request -> request.stay(remember("Full, " + taps.incrementAndGet())))
            .onScreen("ASK", request -> {
                throw new HandlerFailedException(
                        Failure.TIME_BUDGET, "The stock system is asleep. Wake it.", new IllegalStateException("Ada"));
            })
            .oncePerSubmission("BOOK")
            .build();
    private final Conversation conversation = Conversation.with(flow, endpoint -> endpoint.scope("/flows/shop"));

    private String remember(String text) {
        keys.add(CurrentRequest.idempotencyKey().orElseThrow());
        ids.add(CurrentRequest.id().orElseThrow());
        return text;
    }

    @Test
    void sameRequestHasTheSameKeyAtEveryReplicaAndAnotherHasAnother() {
        var replica = Conversation.with(
                flow, endpoint -> endpoint.scope("/flows/shop").replayGuard(ReplayGuard.inMemory()));
        var sealed = conversation.phone.seal(dataExchange("LOOK", "{}"));

        conversation.endpoint.answer(sealed.request());
        replica.endpoint.answer(sealed.request());
        conversation.ask(dataExchange("LOOK", "{}"));

        assertThat(keys).hasSize(3).allSatisfy(key -> assertThat(key).matches("req_[0-9a-f]{32}"));
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
    }

    @Test
    void secondTapOnAScreenThatIsAnsweredOnceHasTheKeyOfTheFirst() {
        conversation.ask(dataExchange("BOOK", "{\"day\":1}"));
        conversation.ask(dataExchange("BOOK", "{\"day\":1}"));
        conversation.ask(dataExchange("BOOK", "{\"day\":2}"));

        assertThat(keys).hasSize(3).allSatisfy(key -> assertThat(key).matches("sub_[0-9a-f]{32}"));
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
    }

    @Test
    void idIsThatOfTheEventsAndNothingIsKnownElsewhere() throws Exception {
        conversation.ask(dataExchange("LOOK", "{}"));

        assertThat(ids).containsExactly(conversation.events.getFirst().requestId());
        assertThat(CurrentRequest.id()).isEmpty();
        assertThat(CurrentRequest.idempotencyKey()).isEmpty();
    }

    @Test
    void handlerThatKnowsWhatFailedSaysSoInWordsFitForALog() {
        var reply = conversation.ask(dataExchange("ASK", "{}"));

        assertThat(reply.clear()).contains("\"ASK\"").contains(FlowTexts.ENGLISH.tookTooLong());
        var failed = conversation.events(Failed.class).getFirst();
        assertThat(failed.failure()).isEqualTo(Failure.TIME_BUDGET);
        assertThat(failed.problem()).isEqualTo("The stock system is asleep. Wake it.");
        assertThat(failed.cause()).containsInstanceOf(HandlerFailedException.class);
        assertThat(failed.toString()).doesNotContain("Ada");
    }
}
