package dev.penstock.endpoint;

import dev.penstock.event.AnswerShape;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Kind;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointEvent.Repeated;
import dev.penstock.event.RequestLabels;
import dev.penstock.event.RequestStep;
import dev.penstock.event.ResponseViolation;
import dev.penstock.log.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happens to one request. Thread-safe, but for {@link #isRead}, which comes before anybody else knows the request.
 */
final class RequestEvents {

    private final Events events;
    private final Instant start;
    private RequestLabels labels;
    private volatile boolean isFailed;

    /**
     * @param events where it is told
     * @param id the id of the request
     * @param start when it arrived
     */
    RequestEvents(Events events, String id, Instant start) {
        this.events = events;
        this.start = start;
        this.labels = new RequestLabels(events.endpoint(), id, Optional.empty(), Optional.empty());
    }

    RequestLabels labels() {
        return labels;
    }

    String id() {
        return labels.id();
    }

    /**
     * It has been read.
     *
     * @param screen as the phone names it, perhaps none or one that nobody knows
     */
    void isRead(Kind kind, String screen) {
        labels = new RequestLabels(labels.endpoint(), labels.id(), Optional.of(kind), known(screen));
    }

    /** The screen, if it is one that the endpoint knows. */
    Optional<String> known(String screen) {
        return labels.endpoint().screens().contains(screen) ? Optional.of(screen) : Optional.empty();
    }

    /** Tells of a refusal, and makes it. */
    EndpointResponse refuse(Refusal refusal) {
        return refuse(refusal, Optional.empty());
    }

    /** Tells of a refusal with what caused it, and makes it. */
    EndpointResponse refuse(Refusal refusal, Throwable cause) {
        return refuse(refusal, Optional.of(cause));
    }

    private EndpointResponse refuse(Refusal refusal, Optional<Throwable> cause) {
        events.tell(new EndpointEvent.Refused(labels, refusal, elapsed(), cause));
        return EndpointResponse.bare(refusal.status());
    }

    void opened(Decryption decryption) {
        events.tell(new EndpointEvent.Opened(
                labels,
                decryption.opened().keyId(),
                decryption.withCurrentKey(),
                decryption.took(),
                decryption.sinceArrival()));
    }

    void errorNotified(String errorKey, Optional<String> tokenHash, Optional<AnswerShape> answer) {
        events.tell(new EndpointEvent.ErrorNotified(labels, errorKey, tokenHash, answer));
    }

    void handled(Instant since, boolean isLate) {
        events.tell(new EndpointEvent.Handled(labels, events.since(since), isLate));
    }

    void failed(Failure failure, String problem) {
        events.tell(new EndpointEvent.Failed(labels, failure, problem, Optional.empty()));
    }

    void failed(Failure failure, Throwable cause) {
        failed(failure, Problem.of(cause), cause);
    }

    void failed(Failure failure, String problem, Throwable cause) {
        events.tell(new EndpointEvent.Failed(labels, failure, problem, Optional.of(cause)));
    }

    void responseRefused(List<ResponseViolation> violations, boolean sent) {
        events.tell(new EndpointEvent.ResponseRefused(labels, List.copyOf(violations), sent));
    }

    void replayed(Repeated repeated) {
        events.tell(new EndpointEvent.Replayed(labels, repeated));
    }

    /** What is answered says no more than that something failed. */
    void answersThatItFailed() {
        isFailed = true;
    }

    void answered(int status, boolean replayed, int bytes) {
        events.tell(new EndpointEvent.Answered(labels, status, replayed, isFailed && !replayed, bytes, elapsed()));
    }

    /** A step that began at a moment is over. */
    void stepped(RequestStep.Name step, Instant since) {
        events.tell(new RequestStep(labels, step, events.since(since)));
    }

    Instant now() {
        return events.now();
    }

    Duration elapsed() {
        return events.since(start);
    }
}
