package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.Flow;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.test.Conversation;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Two businesses with Flows of one name, one guard, and people with one token who submit the same. */
class EndpointScopeTest {

    private static final String BOOKING = dataExchange("BOOK", "{\"day\":\"Friday\"}", "1");

    private final ReplayGuard inMemory = InMemoryReplayGuard.builder().build();
    /** As one on a database: it does not say that this process has it for itself. */
    private final ReplayGuard shared = (id, patience, maker) -> inMemory.once(id, patience, maker);

    private static Conversation business(String name, UnaryOperator<FlowEndpointBuilder> options) {
        return Conversation.with(
                Flow.named("booking")
                        .onScreen("BOOK", request -> request.complete(Map.of("booking_id", "secret of " + name)))
                        .oncePerSubmission("BOOK"),
                options);
    }

    private static String answer(Conversation business, FlowEndpoint endpoint) {
        var sealed = business.phone.seal(BOOKING);
        return sealed.open(endpoint.answer(sealed.request()));
    }

    @Test
    void endpointsThatSayNothingAreApart() {
        var first = business("one", endpoint -> endpoint.replayGuard(inMemory));
        var second = business("two", endpoint -> endpoint.replayGuard(inMemory));

        assertThat(first.ask(BOOKING).clear()).contains("secret of one");
        assertThat(second.ask(BOOKING).clear()).contains("secret of two");
    }

    @Test
    void endpointsThatAreGivenNoGuardAreApart() {
        assertThat(business("one", endpoint -> endpoint).ask(BOOKING).clear()).contains("secret of one");
        assertThat(business("two", endpoint -> endpoint).ask(BOOKING).clear()).contains("secret of two");
    }

    @Test
    void endpointsAtTwoPathsAreApartAndReplicasAtOnePathAreOne() {
        var first = business("one", endpoint -> endpoint.replayGuard(shared));
        var replica = business("one, again", endpoint -> endpoint.replayGuard(shared));
        var second = business("two", endpoint -> endpoint.replayGuard(shared));

        assertThat(answer(first, first.endpoint.servedAt("/one/booking"))).contains("secret of one\"");
        assertThat(answer(second, second.endpoint.servedAt("/two/booking"))).contains("secret of two");
        assertThat(answer(replica, replica.endpoint.servedAt("/one/booking"))).contains("secret of one\"");
    }

    @Test
    void scopeThatIsSaidCountsWhateverThePath() {
        var first = business("one", endpoint -> endpoint.replayGuard(inMemory).scope("tenant one"));
        var replica = business(
                "one, again", endpoint -> endpoint.replayGuard(inMemory).scope("tenant one"));
        var second = business("two", endpoint -> endpoint.replayGuard(inMemory).scope("tenant two"));

        assertThat(answer(first, first.endpoint.servedAt("/booking"))).contains("secret of one\"");
        assertThat(answer(second, second.endpoint.servedAt("/booking"))).contains("secret of two");
        assertThat(answer(replica, replica.endpoint.servedAt("/elsewhere"))).contains("secret of one\"");
    }

    @Test
    void sharedGuardNeedsOneOfBoth() {
        var business = business("one", endpoint -> endpoint.replayGuard(shared));

        assertThatThrownBy(() -> business.ask(BOOKING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("scope(\"/flows/booking\")")
                .hasMessageContaining("servedAt(path)");
    }

    @Test
    void blankScopeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> business("one", endpoint -> endpoint.scope(" ")))
                .withMessageContaining("path");
    }
}
