package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failed;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointEvent.Refused;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import dev.penstock.test.Conversation;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A guard that cannot work, for example because its database is down: then no handler runs, since it might run twice.
 */
class ReplayGuardFailureTest {

    private final AtomicBoolean down = new AtomicBoolean(true);
    private final AtomicInteger runs = new AtomicInteger();
    private final ReplayGuard working = ReplayGuard.inMemory();
    private final ReplayGuard guard = (id, patience, maker) -> {
        if (down.get()) {
            throw new ReplayGuardException("The database does not answer.", new java.io.IOException());
        }
        return working.once(id, patience, maker);
    };
    private final Conversation conversation = Conversation.with(
            Flow.named("shop")
                    .onInit(request -> NextScreen.of("FIRST"))
                    .onScreen("FORM", request -> NextScreen.of("NEXT").with("run", runs.incrementAndGet())),
            endpoint -> endpoint.replayGuard(guard));

    @Test
    void nothingRunsAndNothingIsSealed() {
        assertThat(conversation.ask(dataExchange("FORM", "{}"))).isEqualTo(new Conversation.Reply(503, ""));
        assertThat(conversation.ask(Conversation.INIT)).isEqualTo(new Conversation.Reply(503, ""));
        assertThat(runs).hasValue(0);
        assertThat(conversation.events(Failed.class))
                .extracting(Failed::failure)
                .containsExactly(Failure.REPLAY_GUARD, Failure.REPLAY_GUARD);
        assertThat(conversation.events(Refused.class))
                .extracting(Refused::refusal)
                .containsExactly(Refusal.REPLAY_GUARD, Refusal.REPLAY_GUARD);
    }

    @Test
    void answerSaysWhenToTryAgain() {
        var answer = conversation.endpoint.answer(
                conversation.phone.seal(Conversation.INIT).request());

        assertThat(answer.headers())
                .containsEntry(EndpointResponse.RETRY_AFTER, "1")
                .containsEntry("Content-Type", EndpointResponse.CONTENT_TYPE);
    }

    @Test
    void healthChecksAndErrorNotificationsAreAnswered() {
        assertThat(conversation.ask(Conversation.PING).clear()).isEqualTo(Conversation.HEALTHY);
        assertThat(conversation
                        .ask(dataExchange("FORM", "{\"error\":\"timeout_error\",\"error_message\":\"m\"}"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sameBytesAreAnsweredWhenTheGuardWorksAgain() {
        var sealed = conversation.phone.seal(dataExchange("FORM", "{}"));

        assertThat(conversation.status(sealed.request())).isEqualTo(503);
        down.set(false);

        var first = conversation.endpoint.answer(sealed.request());
        assertThat(sealed.open(first)).contains("\"run\":1");
        assertThat(conversation.endpoint.answer(sealed.request()).body()).isEqualTo(first.body());
    }

    /** It may be stored, or another's may be: nobody knows. */
    @Test
    void whatWasMadeIsNotSentWhenTheGuardDoesNotSayThatItIsKept() {
        var forgetful = Conversation.with(
                Flow.named("shop")
                        .onScreen("FORM", request -> NextScreen.of("NEXT").with("run", runs.incrementAndGet())),
                endpoint -> endpoint.replayGuard((id, patience, maker) -> {
                    maker.get();
                    throw new ReplayGuardException("The connection broke off.");
                }));

        assertThat(forgetful.ask(dataExchange("FORM", "{}"))).isEqualTo(new Conversation.Reply(503, ""));
        assertThat(runs).hasValue(1);
    }

    /** A late maker: the guard gives what the other has stored. */
    @Test
    void whatTheGuardReturnsIsSentAndNotWhatWasMade() {
        var sealed = conversation.phone.seal(dataExchange("FORM", "{}"));
        down.set(false);
        var first = conversation.endpoint.answer(sealed.request());
        var late = Conversation.with(
                Flow.named("shop").onScreen("FORM", request -> NextScreen.of("LATE")),
                endpoint -> endpoint.replayGuard((id, patience, maker) -> {
                    maker.get();
                    return working.once(id, patience, maker);
                }));

        assertThat(late.endpoint.answer(sealed.request()).body()).isEqualTo(first.body());
        assertThat(late.events(EndpointEvent.Answered.class)).singleElement().matches(EndpointEvent.Answered::replayed);
    }

    /** Another request than that of the next tap: its answer endangers nobody, and the person is better told. */
    @Test
    void submissionThatRanIsAnsweredThoughItCannotBeKept() {
        var booking = Conversation.with(
                Flow.named("shop")
                        .onScreen(
                                "BOOK", request -> request.complete(java.util.Map.of("number", runs.incrementAndGet())))
                        .oncePerSubmission("BOOK"),
                endpoint -> endpoint.scope("/flows/shop").replayGuard(failingAtTheSecondId()));

        assertThat(booking.ask(dataExchange("BOOK", "{}")).clear()).contains("\"number\":1");
        assertThat(booking.events(Failed.class)).extracting(Failed::failure).containsExactly(Failure.REPLAY_GUARD);
    }

    private ReplayGuard failingAtTheSecondId() {
        var ids = new HashSet<ReplayId>();
        return (id, patience, maker) -> {
            ids.add(id);
            if (ids.size() == 1) {
                return working.once(id, patience, maker);
            }
            maker.get();
            throw new ReplayGuardException("The connection broke off.");
        };
    }
}
