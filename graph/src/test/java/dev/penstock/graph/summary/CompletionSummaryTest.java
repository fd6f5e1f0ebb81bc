package dev.penstock.graph.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.messages.Messages;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.simulator.graph.Fault;
import dev.penstock.simulator.graph.SentByApi;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The summary of a completion is sent once, to whoever completed the Flow, and never twice. */
class CompletionSummaryTest {

    private final GraphFixture graph = GraphFixture.start();
    private final ReplayGuard guard = ReplayGuard.inMemory();

    @AfterEach
    void close() {
        graph.close();
    }

    private CompletionSummary summary() {
        return CompletionSummary.of(
                Messages.of(graph.client),
                completion -> completion.messageId().startsWith("wamid.quiet")
                        ? Optional.empty()
                        : Optional.of(SummaryTemplate.of("Booked: {{booking}}.")),
                guard);
    }

    private static FlowCompletion completion(String id, Optional<String> number, Optional<String> userId) {
        return new FlowCompletion(
                id,
                new Person(number, userId, Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.of("1001"),
                Optional.of("2001"),
                Optional.of("flow"),
                Map.of("booking", "B-19"),
                "messages",
                Map.of());
    }

    private List<SentByApi> sent() {
        return graph.emulator.sent();
    }

    @Test
    void goesToThePhoneNumberOrElseTheUserIdAndQuotesTheCompletion() {
        summary().handle(completion("wamid.A", Optional.of("15550177"), Optional.of("US.1")));
        summary().handle(completion("wamid.B", Optional.empty(), Optional.of("US.abc123")));

        assertThat(sent()).extracting(SentByApi::to).containsExactly("15550177", "US.abc123");
        assertThat(sent().getFirst().message())
                .containsEntry("text", Map.of("body", "Booked: B-19."))
                .containsEntry("context", Map.of("message_id", "wamid.A"));
    }

    @Test
    void isSentOnceHoweverOftenTheCompletionIsHandled() {
        for (int i = 0; i < 3; i++) {
            summary().handle(completion("wamid.A", Optional.of("15550177"), Optional.empty()));
        }

        assertThat(sent()).hasSize(1);
    }

    @Test
    void isNotSentWhereThereIsNoTemplateNobodyToSendItToOrNothingToSay() {
        summary().handle(completion("wamid.quiet", Optional.of("15550177"), Optional.empty()));
        summary().handle(completion("wamid.A", Optional.empty(), Optional.empty()));
        CompletionSummary.of(Messages.of(graph.client), SummaryTemplate.of("{{elsewhere}}"))
                .handle(completion("wamid.B", Optional.of("15550177"), Optional.empty()));

        assertThat(sent()).isEmpty();
    }

    @Test
    void isSentLaterWhereMetaRefusesForNow() {
        graph.emulator.failNext(new Fault.RateLimit(Duration.ofHours(1)), 1);
        var completion = completion("wamid.A", Optional.of("15550177"), Optional.empty());

        assertThatThrownBy(() -> summary().handle(completion)).isInstanceOf(GraphException.class);
        summary().handle(completion);

        assertThat(sent()).hasSize(1);
    }

    @Test
    void isNotSentAgainWhereNoAnswerCame() {
        graph.emulator.failNext(new Fault.AnswerLost(), 1);
        var completion = completion("wamid.A", Optional.of("15550177"), Optional.empty());

        summary().handle(completion);
        summary().handle(completion);

        assertThat(sent()).hasSize(1);
    }
}
