package dev.penstock.event;

import dev.penstock.Action;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened at an endpoint. Events name what happened, to which request and how long it took, never
 * contents. The one exception is a {@code cause}: the message of somebody else's exception may hold what a person
 * typed, so it is for listeners that take care; no text of an event shows it.
 *
 * <p>One request makes one {@link Received}, then either one {@link Refused}, or one {@link Opened} and in the end one
 * {@link Answered} or {@link Refused}; in between there may be a {@link Failed}, {@link ErrorNotified} or
 * {@link ResponseRefused}. A handler that runs on beyond its time budget may cause a {@link Failed} or {@link
 * ResponseRefused} afterwards.
 */
public sealed interface EndpointEvent {

    /** {@return the name of the Flow} */
    String flow();

    /**
     * {@return the id of the request, the same in all its events; see {@link
     * dev.penstock.endpoint.FlowEndpointBuilder#requestIds}}
     */
    String requestId();

    /**
     * A request arrived.
     *
     * @param flow the name of the Flow
     * @param requestId the id of the request
     * @param bytes how long its body is
     */
    record Received(String flow, String requestId, int bytes) implements EndpointEvent {

        /** Refuses null. */
        public Received {
            Objects.requireNonNull(flow, "flow");
            Objects.requireNonNull(requestId, "requestId");
        }
    }

    /**
     * A request was refused with a bare status.
     *
     * @param flow the name of the Flow
     * @param requestId the id of the request
     * @param refusal why
     * @param elapsed since it arrived
     * @param cause with {@link Refusal#INTERNAL_ERROR} and {@link Refusal#KEY_UNAVAILABLE} what was thrown, otherwise
     *     empty; its message may hold what a person typed
     */
    record Refused(String flow, String requestId, Refusal refusal, Duration elapsed, Optional<Throwable> cause)
            implements EndpointEvent {

        /** Refuses null. */
        public Refused {
            Objects.requireNonNull(flow, "flow");
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(refusal, "refusal");
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String toString() {
            return "Refused[flow=%s, requestId=%s, refusal=%s, elapsed=%s, cause=%s]"
                    .formatted(flow, requestId, refusal, elapsed, className(cause));
        }
    }

    /**
     * A request was decrypted.
     *
     * @param flow the name of the Flow
     * @param requestId the id of the request
     * @param keyId the id of the key that opened it
     * @param withCurrentKey whether that is the current key and not a previous one
     * @param elapsed what verifying and opening took
     */
    record Opened(String flow, String requestId, String keyId, boolean withCurrentKey, Duration elapsed)
            implements EndpointEvent {

        /** Refuses null. */
        public Opened {
            Objects.requireNonNull(flow, "flow");
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(elapsed, "elapsed");
        }
    }

    /**
     * A phone reports that it could not use an earlier answer.
     *
     * @param flow the name of the Flow
     * @param requestId the id of the request
     * @param errorKey what went wrong in Meta's words, {@code "other"} if it is none of the documented ones
     */
    record ErrorNotified(String flow, String requestId, String errorKey) implements EndpointEvent {

        /** Refuses null. */
        public ErrorNotified {
            Objects.requireNonNull(flow, "flow");
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(errorKey, "errorKey");
        }
    }

    /**
     * A handler failed, or there is none; the person is told to try again where the screen is known.
     *
     * @param flow the name of the Flow
     * @param requestId the id of the request
     * @param action what was asked for
     * @param failure what failed
     * @param problem for people, in one or more lines: the class of the exception, its causes, and their frames down to
     *     the handler, without messages, which may hold what a person typed
     * @param cause what was thrown, if something was; its message may hold what a person typed
     */
    record Failed(
            String flow, String requestId, Action action, Failure failure, String problem, Optional<Throwable> cause)
            implements EndpointEvent {

        /** Refuses null. */
        public Failed {
            Objects.requireNonNull(flow, "flow");
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String toString() {
            return "Failed[flow=%s, requestId=%s, action=%s, failure=%s, problem=%s, cause=%s]"
                    .formatted(flow, requestId, action, failure, problem, className(cause));
        }
    }

    /**
     * An answer would have been refused by the phone.
     *
     * @param flow the name of the Flow
     * @param requestId the id of the request
     * @param action what was asked for
     * @param violations what is wrong with it
     * @param sent whether it was sent all the same
     */
    record ResponseRefused(
            String flow, String requestId, Action action, List<ResponseViolation> violations, boolean sent)
            implements EndpointEvent {

        /** Refuses null. */
        public ResponseRefused {
            Objects.requireNonNull(flow, "flow");
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(violations, "violations");
        }
    }

    /**
     * A request was answered with an encrypted body, or with 500 or 503 because nothing could be said.
     *
     * @param flow the name of the Flow
     * @param requestId the id of the request
     * @param kind what it was
     * @param status 200, 427, 500 or 503
     * @param replayed whether the answer had been made for an earlier request
     * @param bytes how long the body of the answer is
     * @param elapsed since it arrived
     */
    record Answered(String flow, String requestId, Kind kind, int status, boolean replayed, int bytes, Duration elapsed)
            implements EndpointEvent {

        /** Refuses null. */
        public Answered {
            Objects.requireNonNull(flow, "flow");
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(elapsed, "elapsed");
        }
    }

    private static String className(Optional<Throwable> cause) {
        return cause.map(thrown -> thrown.getClass().getName()).orElse("none");
    }

    /** Why a request was refused. */
    enum Refusal {
        /** Status 432: the request signature is not Meta's. */
        INVALID_REQUEST_SIGNATURE(432),
        /** Status 400: the encrypted or the clear request does not have the documented form. */
        MALFORMED_REQUEST(400),
        /** Status 421: no key opens it. */
        UNDECRYPTABLE(421),
        /** Status 503: a key cannot be used just now, for example because a KMS does not answer. */
        KEY_UNAVAILABLE(503),
        /** Status 503: too many requests are being decrypted, or the same request is being answered just now. */
        BUSY(503),
        /** Status 503: the replay guard cannot promise that this would be the only answer to the request. */
        REPLAY_GUARD(503),
        /**
         * Status 503: the request was answered before, here or at another endpoint, and that answer cannot be given
         * again.
         */
        ANSWERED_BEFORE(503),
        /** Status 500: something of ours, or a response check, threw where nothing may throw. */
        INTERNAL_ERROR(500);

        private final int status;

        Refusal(int status) {
            this.status = status;
        }

        /** {@return the HTTP status} */
        public int status() {
            return status;
        }
    }

    /** What failed after a request was opened. */
    enum Failure {
        /** The handler threw. */
        HANDLER,
        /** The handler, or an earlier run of it for the same submission, did not answer within its time budget. */
        TIME_BUDGET,
        /** So many handlers run on beyond their time budget that no other was begun. */
        TOO_MANY_RUN_ON,
        /** There is no handler. */
        UNHANDLED_SCREEN,
        /** The data does not fit the handler's record. */
        DATA_BINDING,
        /** The answer is too large to be sent. */
        ANSWER_TOO_LARGE,
        /** The replay guard cannot do its work; unless it was about a submission only, nothing was sealed. */
        REPLAY_GUARD,
        /** The flow token or its signature is not valid. */
        INVALID_FLOW_TOKEN
    }

    /** What a request was. */
    enum Kind {
        /** A health check. */
        HEALTH_CHECK,
        /** An error notification. */
        ERROR_NOTIFICATION,
        /** {@code INIT}. */
        INIT,
        /** {@code data_exchange}. */
        DATA_EXCHANGE,
        /** {@code BACK}. */
        BACK
    }
}
