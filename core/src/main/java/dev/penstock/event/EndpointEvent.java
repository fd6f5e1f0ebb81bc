package dev.penstock.event;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened at an endpoint. Events name what happened, to which request and how long it took, never
 * contents. The one exception is a {@code cause}: the message of somebody else's exception may hold what a person
 * typed, so it is for listeners that take care; no text of an event shows it.
 *
 * <p>One request makes one {@link Received}, then either one {@link Refused}, or one {@link Opened} and in the end one
 * {@link Answered} or {@link Refused}; in between there may be a {@link Handled}, {@link Failed}, {@link
 * ResponseRefused}, {@link Replayed} or {@link ErrorNotified}. A handler that runs on beyond its time budget causes its
 * {@link Handled} afterwards, and perhaps a {@link Failed} or {@link ResponseRefused}.
 */
public sealed interface EndpointEvent {

    /** {@return what is known of the request} */
    RequestLabels request();

    /** {@return the name of the Flow} */
    default String flow() {
        return request().flow();
    }

    /** {@return the id of the request, the same in all its events} */
    default String requestId() {
        return request().id();
    }

    /**
     * A request arrived.
     *
     * @param request what is known of the request
     * @param bytes how long its body is
     */
    record Received(RequestLabels request, int bytes) implements EndpointEvent {

        /** Refuses null. */
        public Received {
            Objects.requireNonNull(request, "request");
        }
    }

    /**
     * A request was refused with a bare status.
     *
     * @param request what is known of the request
     * @param refusal why
     * @param elapsed since it arrived
     * @param cause with {@link Refusal#INTERNAL_ERROR} and {@link Refusal#KEY_UNAVAILABLE} what was thrown, otherwise
     *     empty; its message may hold what a person typed
     */
    record Refused(RequestLabels request, Refusal refusal, Duration elapsed, Optional<Throwable> cause)
            implements EndpointEvent {

        /** Refuses null. */
        public Refused {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(refusal, "refusal");
            Objects.requireNonNull(elapsed, "elapsed");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String toString() {
            return "Refused[request=%s, refusal=%s, elapsed=%s, cause=%s]"
                    .formatted(request, refusal, elapsed, className(cause));
        }
    }

    /**
     * A request was decrypted and read.
     *
     * @param request what is known of the request
     * @param keyId the id of the key that opened it
     * @param withCurrentKey whether that is the current key and not a previous one
     * @param decryption what opening it with the keys took
     * @param elapsed since it arrived; with the verification of the signature, and the wait for a permit
     */
    record Opened(RequestLabels request, String keyId, boolean withCurrentKey, Duration decryption, Duration elapsed)
            implements EndpointEvent {

        /** Refuses null. */
        public Opened {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(decryption, "decryption");
            Objects.requireNonNull(elapsed, "elapsed");
        }
    }

    /**
     * A phone reports that it could not use an earlier answer.
     *
     * @param request what is known of the request; its screen is the one for which the answer came
     * @param errorKey what went wrong in Meta's words, {@code "other"} if it is none of the documented ones
     * @param tokenHash stands for the flow token, so that what happened to one person finds together: 16 hexadecimal
     *     digits, the same as long as the endpoint lives and nowhere else. Empty if there is no token that tells people
     *     apart
     * @param answer the last answer that this process gave under that token, on that screen if there was one; empty if
     *     it has given none, or has forgotten it
     */
    record ErrorNotified(
            RequestLabels request, String errorKey, Optional<String> tokenHash, Optional<AnswerShape> answer)
            implements EndpointEvent {

        /** Refuses null. */
        public ErrorNotified {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(errorKey, "errorKey");
            Objects.requireNonNull(tokenHash, "tokenHash");
            Objects.requireNonNull(answer, "answer");
        }
    }

    /**
     * A handler, filters included, has come to its end.
     *
     * @param request what is known of the request
     * @param elapsed how long it ran
     * @param isLate whether nobody waited for it any longer
     */
    record Handled(RequestLabels request, Duration elapsed, boolean isLate) implements EndpointEvent {

        /** Refuses null. */
        public Handled {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(elapsed, "elapsed");
        }
    }

    /**
     * No handler ran, since there was an answer already.
     *
     * @param request what is known of the request
     * @param repeated what came again
     */
    record Replayed(RequestLabels request, Repeated repeated) implements EndpointEvent {

        /** Refuses null. */
        public Replayed {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(repeated, "repeated");
        }
    }

    /**
     * A handler failed, or there is none; the person is told to try again where the screen is known.
     *
     * @param request what is known of the request
     * @param failure what failed
     * @param problem for people, in one or more lines: the class of the exception, its causes, and their frames down to
     *     the handler, without messages, which may hold what a person typed
     * @param cause what was thrown, if something was; its message may hold what a person typed
     */
    record Failed(RequestLabels request, Failure failure, String problem, Optional<Throwable> cause)
            implements EndpointEvent {

        /** Refuses null. */
        public Failed {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String toString() {
            return "Failed[request=%s, failure=%s, problem=%s, cause=%s]"
                    .formatted(request, failure, problem, className(cause));
        }
    }

    /**
     * An answer would have been refused by the phone.
     *
     * @param request what is known of the request
     * @param violations what is wrong with it
     * @param sent whether it was sent all the same
     */
    record ResponseRefused(RequestLabels request, List<ResponseViolation> violations, boolean sent)
            implements EndpointEvent {

        /** Refuses null. */
        public ResponseRefused {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(violations, "violations");
        }
    }

    /**
     * A request was answered with an encrypted body, or with 500 or 503 because nothing could be said.
     *
     * @param request what is known of the request
     * @param status 200, 427, 500 or 503
     * @param replayed whether the answer had been made for an earlier request
     * @param failed whether it only says that something failed
     * @param bytes how long the body of the answer is
     * @param elapsed since it arrived
     */
    record Answered(RequestLabels request, int status, boolean replayed, boolean failed, int bytes, Duration elapsed)
            implements EndpointEvent {

        /** Refuses null. */
        public Answered {
            Objects.requireNonNull(request, "request");
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
        BACK;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** {@return the name in lower case, as metrics and logs have it} */
        @Override
        public String toString() {
            return text;
        }
    }

    /** What came again. */
    enum Repeated {
        /** The same bytes: the answer is the same, too. */
        REQUEST,
        /** The same submission on a screen that is answered once, in a new request. */
        SUBMISSION
    }
}
