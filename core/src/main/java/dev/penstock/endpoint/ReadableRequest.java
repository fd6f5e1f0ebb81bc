package dev.penstock.endpoint;

import dev.penstock.ErrorNotification;
import dev.penstock.FlowRequest;
import dev.penstock.HealthCheck;
import dev.penstock.ScreenRequest;
import dev.penstock.crypto.OpenedRequest;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointEvent.Repeated;
import dev.penstock.event.RequestStep;
import dev.penstock.replay.AnswerNotKeptException;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that was decrypted and read. The second half of its way, see {@link FlowEndpoint} for the first: read
 * {@link #answer} from top to bottom.
 */
final class ReadableRequest implements Opened {

    private final FlowRequest request;
    private final ReplayId id;
    private final OpenedRequest opened;
    private final Once once;
    private final Answerer answerer;
    private final ErrorNotifications notifications;
    private final RequestEvents told;
    private final AtomicBoolean isOver = new AtomicBoolean();

    /**
     * @param id the same for the same bytes
     * @param opened holds the key until it seals
     */
    ReadableRequest(
            FlowRequest request,
            ReplayId id,
            OpenedRequest opened,
            Once once,
            Answerer answerer,
            ErrorNotifications notifications,
            RequestEvents told) {
        this.request = request;
        this.id = id;
        this.opened = opened;
        this.once = once;
        this.answerer = answerer;
        this.notifications = notifications;
        this.told = told;
    }

    @Override
    public EndpointResponse answer() {
        if (isOver.getAndSet(true)) {
            throw new IllegalStateException("This request has been answered, or closed: a second answer would reuse its"
                    + " key and initialization vector. Keep the first answer and send it again.");
        }
        try {
            return switch (request) {
                case HealthCheck check -> answered(AnswerWriter.HEALTHY);
                case ErrorNotification notification -> acknowledge(notification);
                case ScreenRequest onScreen -> answerOnce(onScreen);
            };
        } catch (RuntimeException | Error bug) {
            return told.refuse(Refusal.INTERNAL_ERROR, bug);
        } finally {
            opened.forget();
        }
    }

    @Override
    public void close() {
        if (!isOver.getAndSet(true)) {
            opened.forget();
            told.refuse(
                    Refusal.INTERNAL_ERROR,
                    new IllegalStateException("The request was opened, and closed without an answer."));
        }
    }

    /** Whatever the handler of the Flow does comes after it. */
    private EndpointResponse acknowledge(ErrorNotification notification) {
        notifications.tell(notification, told);
        var acknowledged = answered(AnswerWriter.ACKNOWLEDGED);
        notifications.handle(notification, told);
        return acknowledged;
    }

    /**
     * The same request again gets the same bytes: a second answer would reuse the key and initialization vector. Where
     * that cannot be promised nothing is sent.
     */
    private EndpointResponse answerOnce(ScreenRequest onScreen) {
        try {
            var given = once.request(id, () -> seal(answerer.answer(onScreen, id, told)), told);
            boolean isReplayed = given.origin() != Making.Origin.NEW;
            if (isReplayed) {
                told.replayed(Repeated.REQUEST);
            }
            return answered(given.answer().status(), given.answer().body(), isReplayed);
        } catch (ReplayGuardException cannotPromise) {
            told.failed(Failure.REPLAY_GUARD, cannotPromise);
            return told.refuse(Refusal.REPLAY_GUARD);
        } catch (AnswerNotKeptException gone) {
            return told.refuse(Refusal.ANSWERED_BEFORE);
        } catch (AnswerPendingException pending) {
            return told.refuse(Refusal.BUSY);
        }
    }

    private GuardedAnswer seal(GuardedAnswer clear) {
        return clear.body().length == 0 ? clear : new GuardedAnswer(clear.status(), sealed(clear.body()), true);
    }

    private EndpointResponse answered(byte[] clear) {
        return answered(200, sealed(clear), false);
    }

    private byte[] sealed(byte[] clear) {
        var start = told.now();
        var sealed = opened.seal(clear);
        told.stepped(RequestStep.Name.SEAL, start);
        return sealed;
    }

    private EndpointResponse answered(int status, byte[] body, boolean isReplayed) {
        told.answered(status, isReplayed, body.length);
        return new EndpointResponse(status, body);
    }

    @Override
    public String toString() {
        return "Opened[key %s]".formatted(opened.keyId());
    }
}
