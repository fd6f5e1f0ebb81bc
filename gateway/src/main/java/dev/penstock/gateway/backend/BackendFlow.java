package dev.penstock.gateway.backend;

import dev.penstock.Back;
import dev.penstock.Completion;
import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.endpoint.CurrentRequest;
import dev.penstock.endpoint.HandlerFailedException;
import dev.penstock.event.EndpointEvent.Failure;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes a {@link Flow} whose every {@code INIT}, {@code data_exchange} and {@code BACK} is answered by a
 * {@link Backend}.
 *
 * <p>Where the backend has no answer, the person sees the same screen with a message of the Flow's texts, and the
 * endpoint tells of a failed handler with the reason; an {@code INIT} is then answered with status 500, since no
 * screen is known.
 */
public final class BackendFlow {

    /** What is left of the time budget for sealing and sending the answer. */
    private static final Duration RESERVE = Duration.ofMillis(100);

    private final BackendFlowBuilder settings;
    private final Duration patience;

    BackendFlow(BackendFlowBuilder settings) {
        this.settings = settings;
        var shorter = settings.timeBudget.minus(RESERVE);
        this.patience = shorter.compareTo(RESERVE) > 0 ? shorter : settings.timeBudget.dividedBy(2);
    }

    /**
     * Makes a Flow with the defaults of {@link BackendFlowBuilder}.
     *
     * @param name the name of the Flow: lower-case letters, digits and hyphens, at most 64
     * @param backend asked for every request of a person
     * @return the Flow
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static Flow of(String name, Backend backend) {
        return builder(name, backend).build();
    }

    /**
     * Begins a Flow.
     *
     * @param name the name of the Flow: lower-case letters, digits and hyphens, at most 64
     * @param backend asked for every request of a person
     * @return a builder
     */
    public static BackendFlowBuilder builder(String name, Backend backend) {
        return new BackendFlowBuilder(name, backend);
    }

    Flow flow() {
        var flow = Flow.named(settings.name)
                .texts(settings.texts)
                .timeBudget(settings.timeBudget)
                .onInit(this::ask);
        settings.filters.forEach(flow::around);
        flow.around((request, next) -> ask(request));
        for (var screen : settings.oncePerSubmission) {
            flow.onScreen(screen, this::ask).oncePerSubmission(screen);
        }
        return flow.build();
    }

    private FlowResponse ask(ScreenRequest request) throws InterruptedException {
        long start = System.nanoTime();
        var question = question(request, start);
        try {
            var answer = settings.backend.ask(question);
            var response = response(request, answer);
            tell(question, Optional.empty(), start);
            return response;
        } catch (BackendException none) {
            tell(question, Optional.of(none.reason()), start);
            throw new HandlerFailedException(failure(none.reason()), String.valueOf(none.getMessage()), none);
        }
    }

    private BackendRequest question(ScreenRequest request, long start) {
        var logId = CurrentRequest.id().orElse("none");
        var data = settings.media.map(media -> media.lend(request.data())).orElseGet(request.data()::asMap);
        var left = patience.minusNanos(System.nanoTime() - start);
        return new BackendRequest(
                settings.tenant,
                settings.name,
                request.action(),
                request.screen(),
                ClearRequest.write(request, data),
                CurrentRequest.idempotencyKey().orElseGet(ClearRequest::freshId),
                logId,
                request.flowToken().subject(),
                left.isPositive() ? left : Duration.ofMillis(1),
                settings.traceparents.get());
    }

    private static FlowResponse response(ScreenRequest request, BackendAnswer answer) {
        try {
            return switch (answer) {
                case BackendAnswer.Next next -> new NextScreen(next.screen(), next.data());
                case BackendAnswer.Stay stay -> stay(request, stay);
                case BackendAnswer.Complete complete -> new Completion(complete.params());
                case BackendAnswer.InvalidToken invalid -> new InvalidFlowToken(invalid.text());
            };
        } catch (IllegalArgumentException unfit) {
            throw new BackendException(BackendException.Reason.UNFIT, String.valueOf(unfit.getMessage()), unfit);
        }
    }

    private static FlowResponse stay(ScreenRequest request, BackendAnswer.Stay stay) {
        return switch (request) {
            case DataExchange exchange ->
                NextScreen.of(exchange.screen()).with(stay.data()).withErrorMessage(stay.text());
            case Back back -> NextScreen.of(back.screen()).with(stay.data()).withErrorMessage(stay.text());
            case Init init ->
                throw new BackendException(
                        BackendException.Reason.UNFIT,
                        "The backend answers INIT with \"stay\", but the person sees no screen yet: answer with"
                                + " {\"screen\": ..., \"data\": ...}.");
        };
    }

    private void tell(BackendRequest question, Optional<BackendException.Reason> failure, long start) {
        settings.listener.on(new BackendListener.Asked(
                settings.tenant,
                settings.name,
                question.logId(),
                failure,
                Duration.ofNanos(System.nanoTime() - start)));
    }

    private static Failure failure(BackendException.Reason reason) {
        return switch (reason) {
            case LATE, BUSY -> Failure.TIME_BUDGET;
            case UNREACHABLE, BROKEN, STATUS, REDIRECT, NOT_JSON, TOO_LARGE, UNFIT, RESTING -> Failure.HANDLER;
        };
    }
}
