package dev.penstock.graph.summary;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.messages.Messages;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.Recipient;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayId;
import dev.penstock.webhook.WebhookHandler;
import dev.penstock.webhook.event.FlowCompletion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the summary of a completed Flow: one text for each completion, which quotes it, to the phone number or the
 * business-scoped user id of the person. Give it to {@code WebhookHandlers.onCompletion}.
 *
 * <p>It is sent once: a completion that is delivered or handled again finds in the guard that it was. Where Meta
 * refuses for now, the exception goes to the webhook, which tries again later; where no answer of Meta came, the
 * message may have gone out, and it is not sent again. Thread-safe.
 */
public final class CompletionSummary implements WebhookHandler<FlowCompletion> {

    private static final Logger LOG = LoggerFactory.getLogger(CompletionSummary.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] NOTHING = {};
    private static final int SENT = 200;
    private static final int SERVER_ERROR = 500;
    private static final int LATER = 503;
    /** With these Meta has not taken the message; with other statuses it may have. */
    private static final Set<Integer> REFUSED = Set.of(400, 403, 429, 503);

    private final Messages messages;
    private final Function<FlowCompletion, Optional<SummaryTemplate>> templates;
    private final ReplayGuard guard;

    private CompletionSummary(
            Messages messages, Function<FlowCompletion, Optional<SummaryTemplate>> templates, ReplayGuard guard) {
        this.messages = messages;
        this.templates = templates;
        this.guard = guard;
    }

    /**
     * Makes the sender of one template for every Flow, which remembers in this process what was sent.
     *
     * @param messages sends
     * @param template the text
     * @return the sender
     */
    public static CompletionSummary of(Messages messages, SummaryTemplate template) {
        Objects.requireNonNull(template, "template");
        return of(messages, completion -> Optional.of(template), ReplayGuard.ofProcess());
    }

    /**
     * Makes a sender.
     *
     * @param messages sends
     * @param templates the text for a completion; empty if it gets no summary
     * @param guard remembers what was sent; replicas share one on PostgreSQL
     * @return the sender
     */
    public static CompletionSummary of(
            Messages messages, Function<FlowCompletion, Optional<SummaryTemplate>> templates, ReplayGuard guard) {
        return new CompletionSummary(
                Objects.requireNonNull(messages, "messages"),
                Objects.requireNonNull(templates, "templates"),
                Objects.requireNonNull(guard, "guard"));
    }

    /**
     * Sends the summary, unless it was sent.
     *
     * @param completion what a person completed
     * @throws GraphException if Meta refuses for now
     */
    @Override
    public void handle(FlowCompletion completion) {
        var template = templates.apply(completion);
        if (template.isEmpty()) {
            return;
        }
        var text = template.get().fill(completion.response());
        var to = completion.person().recipient();
        var from = completion.phoneNumberId();
        if (text.isEmpty() || to.isEmpty() || from.isEmpty()) {
            LOG.warn(
                    "The completion {} gets no summary: it lacks {}.",
                    completion.messageId(),
                    text.isEmpty()
                            ? "the values %s".formatted(template.get().missing(completion.response()))
                            : to.isEmpty() ? "whom it is from" : "the number that got it");
            return;
        }
        once(completion.messageId(), new PhoneNumberId(from.get()), to.get(), text.get());
    }

    private void once(String messageId, PhoneNumberId from, Recipient to, String text) {
        var id = ReplayId.of("summary", messageId.getBytes(StandardCharsets.UTF_8));
        var refused = new AtomicReference<@Nullable GraphException>();
        var answer = guard.once(id, PATIENCE, () -> {
            try {
                messages.replyWithText(from, to, text, messageId);
                return new GuardedAnswer(SENT, NOTHING, true);
            } catch (GraphException failed) {
                boolean isWorthAnotherTry = failed.isTransient() && REFUSED.contains(failed.status());
                refused.set(failed);
                return new GuardedAnswer(isWorthAnotherTry ? LATER : failed.status(), NOTHING, !isWorthAnotherTry);
            }
        });
        var problem = refused.get();
        if (problem == null) {
            return;
        }
        if (answer.status() == LATER) {
            throw problem;
        }
        LOG.warn(
                "The summary of {} {}: {}",
                messageId,
                problem.status() == 0 || problem.status() >= SERVER_ERROR ? "may not have been sent" : "was refused",
                problem.happened());
    }

    @Override
    public String toString() {
        return "CompletionSummary[]";
    }
}
