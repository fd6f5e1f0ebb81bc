package dev.penstock.event;

import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.log.Problem;
import dev.penstock.log.Seldom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what somebody has to look into. Failures of our own each time, as warnings; refusals, which strangers can cause,
 * once and then at most once a minute for each kind, with the number of those held back. Success is silent.
 *
 * <p>The message of an exception may hold what a person typed, so it is logged only where it was asked for.
 * Thread-safe. Every endpoint has one.
 */
public final class LoggingListener implements EndpointListener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.penstock.endpoint");

    private final Map<Refusal, Seldom> seldom = new EnumMap<>(Refusal.class);
    private final boolean revealsFailures;

    /**
     * Creates the listener.
     *
     * @param clock tells when a line that strangers can cause may be logged again
     * @param revealsFailures whether failures are logged with their messages and whole traces, for development only
     */
    public LoggingListener(InstantSource clock, boolean revealsFailures) {
        Objects.requireNonNull(clock, "clock");
        for (var refusal : Refusal.values()) {
            seldom.put(refusal, Seldom.oncePerMinute(clock));
        }
        this.revealsFailures = revealsFailures;
    }

    @Override
    public void on(EndpointEvent event) {
        Objects.requireNonNull(event, "event");
        switch (event) {
            case EndpointEvent.Received received -> {}
            case EndpointEvent.Opened opened -> {}
            case EndpointEvent.Answered answered -> {}
            case EndpointEvent.Refused refused -> refused(refused);
            case EndpointEvent.ErrorNotified notified ->
                LOG.warn(
                        "{}: request {}: a phone could not use an answer ({}).",
                        notified.flow(),
                        notified.requestId(),
                        notified.errorKey());
            case EndpointEvent.Failed failed -> failed(failed);
            case EndpointEvent.ResponseRefused odd
            when odd.violations().stream().allMatch(ResponseViolation::isWarning) ->
                LOG.debug(
                        "{}: request {}: phones show the answer to {} otherwise: {}",
                        odd.flow(),
                        odd.requestId(),
                        odd.action(),
                        odd.violations());
            case EndpointEvent.ResponseRefused wrong ->
                LOG.warn(
                        "{}: request {}: a phone would refuse the answer to {}, {}: {}",
                        wrong.flow(),
                        wrong.requestId(),
                        wrong.action(),
                        wrong.sent() ? "which was sent all the same" : "so it was not sent",
                        wrong.violations());
        }
    }

    private void failed(EndpointEvent.Failed failed) {
        var revealed = revealed(failed.cause());
        LOG.warn(
                "{}: request {}: {} failed ({}). {}",
                failed.flow(),
                failed.requestId(),
                failed.action(),
                failed.failure(),
                revealed.isEmpty() ? failed.problem() : "",
                revealed.orElse(null));
    }

    private void refused(EndpointEvent.Refused refused) {
        if (refused.refusal() == Refusal.INTERNAL_ERROR) {
            var revealed = revealed(refused.cause());
            LOG.error(
                    "{}: request {} failed where none should. {}",
                    refused.flow(),
                    refused.requestId(),
                    revealed.isEmpty() ? refused.cause().map(Problem::of).orElse("") : "",
                    revealed.orElse(null));
            return;
        }
        var limit = seldom.get(refused.refusal());
        if (limit != null) {
            limit.log(more -> LOG.warn(
                    "{}: request {} was refused with status {}: {}{}",
                    refused.flow(),
                    refused.requestId(),
                    refused.refusal().status(),
                    advice(refused.refusal()),
                    more));
        }
    }

    private Optional<Throwable> revealed(Optional<Throwable> cause) {
        return revealsFailures ? cause : Optional.empty();
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
