package dev.penstock.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to the endpoint and what came of it. Immutable. Its text never shows a payload.
 *
 * @param request the clear request
 * @param outcome what came of it
 * @param startedAt when the HTTP call began
 * @param took how long the endpoint took, with the way there and back: from the HTTP call, once the request is
 *     encrypted, to the whole answer, before it is opened
 * @param wire what went over the wire
 */
public record Exchange(Map<String, Object> request, Outcome outcome, Instant startedAt, Duration took, Wire wire) {

    /** What came of a request. */
    public sealed interface Outcome {}

    /**
     * The answer opened and is one JSON object.
     *
     * @param status the HTTP status, 200 or 427
     * @param answer the clear answer
     */
    public record Answered(int status, Map<String, Object> answer) implements Outcome {

        /** Copies the answer. */
        public Answered {
            answer = Collections.unmodifiableMap(new LinkedHashMap<>(answer));
        }

        @Override
        public String toString() {
            return "Answered[status=" + status + "]";
        }
    }

    /**
     * The endpoint answered with a status whose body WhatsApp does not read: anything but 200 and 427, or an empty 427.
     *
     * @param status the HTTP status
     */
    public record Refused(int status) implements Outcome {}

    /**
     * The answer could not be decrypted: not Base64, or not sealed under the key of the request.
     *
     * @param status the HTTP status
     * @param reason what is wrong, without any of the body
     */
    public record Unopened(int status, String reason) implements Outcome {}

    /**
     * The answer was decrypted but is not one JSON object.
     *
     * @param status the HTTP status
     * @param reason what is wrong, without any of the body
     */
    public record Malformed(int status, String reason) implements Outcome {}

    /** No answer within the time. */
    public record TimedOut() implements Outcome {}

    /**
     * No HTTP answer at all.
     *
     * @param reason what is wrong, such as a refused connection
     */
    public record Unreachable(String reason) implements Outcome {}

    /**
     * What went over the wire, for people to look at.
     *
     * @param requestBody the encrypted request, empty if nothing was sent
     * @param answerBody the answer as it came, empty if nothing came
     * @param requestHeaders the headers sent
     * @param answerHeaders the headers received
     * @param keyId which business public key was used, empty if unknown
     */
    public record Wire(
            String requestBody,
            String answerBody,
            Map<String, String> requestHeaders,
            Map<String, String> answerHeaders,
            String keyId) {

        /** Nothing is known about the wire. */
        public static final Wire UNKNOWN = new Wire("", "", Map.of(), Map.of(), "");

        /** Copies both maps. */
        public Wire {
            requestHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(requestHeaders));
            answerHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(answerHeaders));
        }

        @Override
        public String toString() {
            return "Wire[keyId=" + keyId + "]";
        }
    }

    /** Copies the request. */
    public Exchange {
        request = Collections.unmodifiableMap(new LinkedHashMap<>(request));
    }

    /** {@return the HTTP status, or 0 if there was none} */
    public int status() {
        return switch (outcome) {
            case Answered answered -> answered.status();
            case Refused refused -> refused.status();
            case Unopened unopened -> unopened.status();
            case Malformed malformed -> malformed.status();
            case TimedOut timedOut -> 0;
            case Unreachable unreachable -> 0;
        };
    }

    @Override
    public String toString() {
        return "Exchange[status=" + status() + ", took=" + took + "]";
    }
}
