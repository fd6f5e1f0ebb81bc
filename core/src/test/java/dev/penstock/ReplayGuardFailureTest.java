package dev.penstock;

import static dev.penstock.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.EndpointEvent.Failed;
import dev.penstock.EndpointEvent.Failure;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A guard that cannot work, for example because its database is down: then no handler runs, since it might run twice. */
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
    void personStaysOnTheScreenWithMessageAndNothingRuns() {
        assertThat(conversation.ask(dataExchange("FORM", "{}")).clear())
                .contains("\"screen\":\"FORM\"")
                .contains("Something went wrong");
        assertThat(runs).hasValue(0);
        assertThat(conversation.events(Failed.class))
                .extracting(Failed::failure)
                .containsExactly(Failure.REPLAY_GUARD);
    }

    @Test
    void initCannotBeAnswered() {
        assertThat(conversation.ask(Conversation.INIT)).isEqualTo(new Conversation.Reply(500, ""));
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
    void sameBytesGetTheSameBytes() {
        var sealed = conversation.phone.seal(dataExchange("FORM", "{}"));

        var first = conversation.endpoint.answer(sealed.request());

        assertThat(conversation.endpoint.answer(sealed.request()).body()).isEqualTo(first.body());
    }

    /** Another clear answer under the same key and vector would break the encryption of both. */
    @Test
    void sameBytesGetTheSameBytesWhenTheGuardWorksAgain() {
        var sealed = conversation.phone.seal(dataExchange("FORM", "{}"));

        var first = conversation.endpoint.answer(sealed.request());
        down.set(false);

        assertThat(conversation.endpoint.answer(sealed.request()).body()).isEqualTo(first.body());
        assertThat(runs).hasValue(0);
    }
}
