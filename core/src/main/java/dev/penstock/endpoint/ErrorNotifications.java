package dev.penstock.endpoint;

import dev.penstock.ErrorNotification;
import dev.penstock.ErrorNotificationHandler;
import dev.penstock.Flow;
import dev.penstock.event.EndpointEvent.Failure;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/**
 * What becomes of error notifications: an event that says which answer was at fault, and the handler of the Flow, once
 * the acknowledgement is sealed. Thread-safe.
 */
final class ErrorNotifications {

    private static final int MAX_AT_ONCE = 64;

    private final Flow flow;
    private final TokenRules tokenRules;
    private final UnaryOperator<Runnable> context;
    private final RecentAnswers recent;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    ErrorNotifications(Flow flow, TokenRules tokenRules, UnaryOperator<Runnable> context, RecentAnswers recent) {
        this.flow = flow;
        this.tokenRules = tokenRules;
        this.context = context;
        this.recent = recent;
    }

    /** Tells listeners. */
    void tell(ErrorNotification notification, RequestEvents told) {
        var key = notification.errorKey();
        var token = notification.flowToken();
        told.errorNotified(
                ErrorNotification.KNOWN_KEYS.contains(key) ? key : "other",
                recent.hash(token),
                recent.lastOf(token, told.labels().screen()));
    }

    /** Has the handler of the Flow run, on a thread of its own; never throws. */
    void handle(ErrorNotification notification, RequestEvents told) {
        flow.errorNotificationHandler().ifPresent(handler -> start(handler, notification, told));
    }

    private void start(ErrorNotificationHandler handler, ErrorNotification notification, RequestEvents told) {
        if (!places.tryAcquire()) {
            told.failed(
                    Failure.TOO_MANY_RUN_ON,
                    "%d handlers of error notifications run already, so this one was left out.".formatted(MAX_AT_ONCE));
            return;
        }
        try {
            var run = new Handover<>(context, told.id(), () -> {
                handler.handle(withSubject(notification));
                return true;
            });
            Thread.ofVirtual()
                    .name("penstock-error-notification-" + flow.name())
                    .start(() -> run(run, told));
        } catch (RuntimeException | Error noThread) {
            places.release();
            told.failed(Failure.HANDLER, noThread);
        }
    }

    private void run(Handover<Boolean> run, RequestEvents told) {
        try {
            run.call();
        } catch (Throwable thrown) { // an error too: it is this notification's
            told.failed(Failure.HANDLER, thrown);
        } finally {
            places.release();
        }
    }

    private ErrorNotification withSubject(ErrorNotification notification) {
        return new ErrorNotification(
                notification.version(),
                notification.screen(),
                tokenRules.withSubject(flow.name(), notification.flowToken()),
                notification.errorKey(),
                notification.errorMessage(),
                notification.otherFields());
    }
}
