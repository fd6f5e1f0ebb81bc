package dev.penstock.event;

import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.log.Problem;
import dev.penstock.log.Seldom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs what somebody has to look into, each line with the endpoint and the id of the request. Success is silent.
 *
 * <p>What repeats is held back and counted, so that nobody can fill a disk: refusals, which strangers can cause, are
 * said once and then at most once a minute for each kind; failures of our own, error notifications and refused answers
 * up to ten times a minute for each kind.
 *
 * <p>The message of an exception may hold what a person typed, so it is logged only where it was asked for.
 * Thread-safe. Every endpoint has one.
 */
public final class LoggingListener implements EndpointListener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.penstock.endpoint");
    private static final int LINES_OF_OURS = 10;

    private final Map<Refusal, Seldom> refusals = new EnumMap<>(Refusal.class);
    private final Map<Failure, Seldom> failures = new EnumMap<>(Failure.class);
    private final Seldom notifications;
    private final Seldom refusedAnswers;
    private final boolean revealsFailures;

    /**
     * Creates the listener.
     *
     * @param clock tells when a line may be logged again that was held back
     * @param revealsFailures whether failures are logged with their messages, for development only
     */
    public LoggingListener(InstantSource clock, boolean revealsFailures) {
        Objects.requireNonNull(clock, "clock");
        for (var refusal : Refusal.values()) {
            refusals.put(refusal, Seldom.perMinute(refusal == Refusal.INTERNAL_ERROR ? LINES_OF_OURS : 1, clock));
        }
        for (var failure : Failure.values()) {
            failures.put(failure, Seldom.perMinute(LINES_OF_OURS, clock));
        }
        this.notifications = Seldom.perMinute(LINES_OF_OURS, clock);
        this.refusedAnswers = Seldom.perMinute(LINES_OF_OURS, clock);
        this.revealsFailures = revealsFailures;
    }

    @Override
    public void on(EndpointEvent event) {
        Objects.requireNonNull(event, "event");
        switch (event) {
            case EndpointEvent.Received received -> {}
            case EndpointEvent.Opened opened -> {}
            case EndpointEvent.Handled handled -> {}
            case EndpointEvent.Replayed replayed -> {}
            case EndpointEvent.Answered answered -> {}
            case EndpointEvent.Refused refused -> refused(refused);
            case EndpointEvent.ErrorNotified notified -> notified(notified);
            case EndpointEvent.Failed failed -> failed(failed);
            case EndpointEvent.ResponseRefused odd
            when odd.violations().stream().allMatch(ResponseViolation::isWarning) ->
                withId(
                        odd.request(),
                        () -> LOG.debug(
                                "{}: request {}: phones show the answer to {} otherwise: {}",
                                odd.request().endpoint(),
                                odd.requestId(),
                                what(odd.request()),
                                odd.violations()));
            case EndpointEvent.ResponseRefused wrong ->
                limit(
                        refusedAnswers,
                        wrong,
                        more -> LOG.warn(
                                "{}: request {}: a phone would refuse the answer to {}, {}: {}{}",
                                wrong.request().endpoint(),
                                wrong.requestId(),
                                what(wrong.request()),
                                wrong.sent() ? "which was sent all the same" : "so it was not sent",
                                wrong.violations(),
                                more));
        }
    }

    private void notified(EndpointEvent.ErrorNotified notified) {
        limit(
                notifications,
                notified,
                more -> LOG.warn(
                        "{}: request {}: a phone could not use an answer ({}){}.{}{}{}",
                        notified.request().endpoint(),
                        notified.requestId(),
                        notified.errorKey(),
                        notified.request()
                                .screen()
                                .map(screen -> " on " + screen)
                                .orElse(""),
                        notified.answer()
                                .map(answer -> " The last one was: " + answer + ".")
                                .orElse(""),
                        notified.tokenHash()
                                .map(hash -> " Flow token " + hash + ".")
                                .orElse(""),
                        more));
    }

    private void failed(EndpointEvent.Failed failed) {
        limit(
                failures.get(failed.failure()),
                failed,
                more -> LOG.warn(
                        "{}: request {}: {} failed ({}). {}{}",
                        failed.request().endpoint(),
                        failed.requestId(),
                        what(failed.request()),
                        failed.failure(),
                        revealed(failed.cause()).orElse(failed.problem()),
                        more));
    }

    private void refused(EndpointEvent.Refused refused) {
        limit(refusals.get(refused.refusal()), refused, more -> {
            if (refused.refusal() == Refusal.INTERNAL_ERROR) {
                LOG.error(
                        "{}: request {} failed where none should. {}{}",
                        refused.request().endpoint(),
                        refused.requestId(),
                        revealed(refused.cause())
                                .or(() -> refused.cause().map(Problem::of))
                                .orElse(""),
                        more);
                return;
            }
            LOG.warn(
                    "{}: request {} was refused with status {}: {}{}",
                    refused.request().endpoint(),
                    refused.requestId(),
                    refused.refusal().status(),
                    advice(refused.refusal()),
                    more);
        });
    }

    private static void limit(@Nullable Seldom limit, EndpointEvent event, Consumer<String> line) {
        if (limit != null) { // there is one for each
            limit.log(more -> withId(event.request(), () -> line.accept(more)));
        }
    }

    /** So that a log which is no text for people has the id in a field of its own. */
    private static void withId(RequestLabels request, Runnable line) {
        var before = MDC.get(RequestLabels.ID_IN_MDC);
        MDC.put(RequestLabels.ID_IN_MDC, request.id());
        try {
            line.run();
        } finally {
            if (before == null) {
                MDC.remove(RequestLabels.ID_IN_MDC);
            } else {
                MDC.put(RequestLabels.ID_IN_MDC, before);
            }
        }
    }

    private static String what(RequestLabels request) {
        return request.kind().map(Object::toString).orElse("it")
                + request.screen().map(screen -> " on " + screen).orElse("");
    }

    private Optional<String> revealed(Optional<Throwable> cause) {
        return revealsFailures ? cause.map(Problem::withMessages) : Optional.empty();
    }

    private static String advice(Refusal refusal) {
        return switch (refusal) {
            case INVALID_REQUEST_SIGNATURE ->
                "its signature is missing or not Meta's. If it came from Meta, compare the app secret with that of the"
                        + " app which is linked to the Flow.";
            case UNDECRYPTABLE ->
                "no key opens it. If it came from Meta, compare the public key at Meta with the ids of the keyset.";
            case MALFORMED_REQUEST -> "it does not have the documented form.";
            case KEY_UNAVAILABLE -> "a key cannot be used just now. Look after the KMS or HSM that has it.";
            case BUSY -> "too many requests are being decrypted, or the same one is being answered just now.";
            case REPLAY_GUARD -> "the replay guard cannot promise that this would be the only answer to it.";
            case ANSWERED_BEFORE ->
                "it was answered before, here or at another endpoint, and that answer cannot be given again.";
            case INTERNAL_ERROR -> "something failed where nothing should.";
        };
    }
}
