package dev.penstock.endpoint;

import dev.penstock.Completion;
import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Repeated;
import dev.penstock.event.RequestStep;
import dev.penstock.event.ResponseViolation;
import dev.penstock.replay.AnswerNotKeptException;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * From a screen request to the clear answer: flow token and flow token signature, the handler within its time budget,
 * the response check, and what people see when something fails.
 *
 * <p>A failure never ends the Flow: the person stays on the screen with a message, where the screen is known. A handler
 * that is late runs on; on a screen that is answered once, its answer is that of the submission, whoever asks for it
 * next.
 */
final class Answerer {

    private static final byte[] NOTHING = {};
    private static final int KEY_DIGITS = 32;

    private final Flow flow;
    private final TokenRules tokenRules;
    private final Once once;
    private final HandlerRuns runs;
    private final Optional<ResponseCheck> check;
    private final ResponseCheckPolicy checkPolicy;
    private final FailureData failureData;
    private final UnaryOperator<Runnable> context;
    private final AnswerShapes shapes;

    Answerer(FlowEndpointBuilder builder, TokenRules tokenRules, RecentAnswers recent, Once once) {
        this(
                builder.flow,
                tokenRules,
                once,
                new HandlerRuns(builder.maxHandlersRunningOn),
                builder.responseCheck,
                builder.responseCheckPolicy,
                new FailureData(builder.flow.name(), builder.flow.timeBudget()),
                builder.handlerContext,
                new AnswerShapes(recent, builder.responseCheck));
    }

    private Answerer(
            Flow flow,
            TokenRules tokenRules,
            Once once,
            HandlerRuns runs,
            Optional<ResponseCheck> check,
            ResponseCheckPolicy checkPolicy,
            FailureData failureData,
            UnaryOperator<Runnable> context,
            AnswerShapes shapes) {
        this.flow = flow;
        this.tokenRules = tokenRules;
        this.once = once;
        this.runs = runs;
        this.check = check;
        this.checkPolicy = checkPolicy;
        this.failureData = failureData;
        this.context = context;
        this.shapes = shapes;
    }

    /** The same, for submissions of another scope. */
    Answerer with(Once other) {
        return new Answerer(flow, tokenRules, other, runs, check, checkPolicy, failureData, context, shapes);
    }

    int handlersRunningOn() {
        return runs.runningOn();
    }

    /**
     * The clear answer; its body is empty where nothing can be said.
     *
     * @param id of the request
     */
    GuardedAnswer answer(ScreenRequest request, ReplayId id, RequestEvents told) {
        return switch (tokenRules.check(flow.name(), request)) {
            case TokenRules.Accepted accepted -> handle(accepted.request(), id, told);
            case TokenRules.Refused refused -> refuseToken(request, refused.problem(), told);
        };
    }

    /** Status 427 with the text for the person. */
    private GuardedAnswer refuseToken(ScreenRequest request, String problem, RequestEvents told) {
        told.failed(Failure.INVALID_FLOW_TOKEN, problem);
        var response = new InvalidFlowToken(flow.texts().invalidFlowToken());
        return new GuardedAnswer(427, AnswerWriter.write(response, request.flowToken()), true);
    }

    private GuardedAnswer handle(ScreenRequest request, ReplayId id, RequestEvents told) {
        var submission = submissionId(request);
        var key = submission.map(once -> key("sub_", once)).orElseGet(() -> key("req_", id));
        var run = new HandlerRun(flow, request, context, told, key);
        if (runs.areTooMany()) {
            told.failed(
                    Failure.TOO_MANY_RUN_ON,
                    "%d handlers run on beyond their time budget, so no other begins.".formatted(runs.runningOn()));
            return failed(request, Failure.TOO_MANY_RUN_ON, run, told);
        }
        try {
            return runs.await(
                            flow.name(),
                            flow.timeBudget(),
                            () -> submission.isPresent()
                                    ? answerSubmission(request, submission.get(), run, told)
                                    : answer(request, run, told),
                            run::isLate)
                    .orElseGet(() -> late(request, run, told));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            told.failed(Failure.HANDLER, "The endpoint is stopping.");
            return failed(request, Failure.HANDLER, run, told);
        }
    }

    /** The id of a submission that is answered once. */
    private Optional<ReplayId> submissionId(ScreenRequest request) {
        boolean isOnce = request instanceof DataExchange
                && flow.isOncePerSubmission(request.screen())
                && request.flowToken().isPresent();
        return isOnce ? Optional.of(once.idOf(request)) : Optional.empty();
    }

    private static String key(String prefix, ReplayId id) {
        return prefix + id.hex().substring(0, KEY_DIGITS);
    }

    private GuardedAnswer late(ScreenRequest request, HandlerRun run, RequestEvents told) {
        told.failed(
                Failure.TIME_BUDGET, "The handler did not answer within %s; it runs on.".formatted(flow.timeBudget()));
        return failed(request, Failure.TIME_BUDGET, run, told);
    }

    /** The guard holds the submission for as long as the handler runs, however late it is. */
    private GuardedAnswer answerSubmission(ScreenRequest request, ReplayId id, HandlerRun run, RequestEvents told) {
        var making = new Making(() -> answer(request, run, told));
        try {
            var given = once.submission(id, making, told);
            if (making.made().isEmpty()) {
                told.replayed(Repeated.SUBMISSION);
            }
            return given;
        } catch (AnswerPendingException runsOn) {
            told.failed(Failure.TIME_BUDGET, "The handler still runs for an earlier tap on this screen.");
            return failed(request, Failure.TIME_BUDGET, run, told);
        } catch (AnswerNotKeptException gone) {
            told.failed(
                    Failure.REPLAY_GUARD,
                    "The submission was answered before, and the guard could not keep the answer.");
            return failed(request, Failure.REPLAY_GUARD, run, told);
        } catch (ReplayGuardException unavailable) {
            told.failed(Failure.REPLAY_GUARD, unavailable);
            // What ran has run, and this request is another than that of the next tap: the person is better told.
            return making.made().orElseGet(() -> failed(request, Failure.REPLAY_GUARD, run, told));
        }
    }

    private GuardedAnswer answer(ScreenRequest request, HandlerRun run, RequestEvents told) {
        return switch (run.run()) {
            case HandlerRun.Outcome.Answered answered -> checked(request, answered.response(), run, told);
            case HandlerRun.Outcome.Failed failed -> {
                failed.tell(told);
                yield failed(request, failed.failure(), run, told);
            }
            case HandlerRun.Outcome.GivenUp givenUp -> failed(request, Failure.TIME_BUDGET, run, told);
        };
    }

    private GuardedAnswer checked(ScreenRequest request, FlowResponse response, HandlerRun run, RequestEvents told) {
        var start = told.now();
        var violations = check.map(model -> model.check(request, response)).orElse(List.of());
        if (!violations.isEmpty()) {
            boolean sent = checkPolicy == ResponseCheckPolicy.REPORT
                    || violations.stream().allMatch(ResponseViolation::isWarning);
            told.responseRefused(violations, sent);
            if (!sent) {
                told.stepped(RequestStep.Name.CHECK, start);
                return tryAgain(request, run, told);
            }
        }
        var clear = AnswerWriter.write(response, request.flowToken());
        told.stepped(RequestStep.Name.CHECK, start);
        if (clear.length > EncryptedRequest.MAX_CLEAR_BYTES) {
            told.failed(
                    Failure.ANSWER_TOO_LARGE,
                    "The answer has %d bytes, more than the limit of %d."
                            .formatted(clear.length, EncryptedRequest.MAX_CLEAR_BYTES));
            return tryAgain(request, run, told);
        }
        if (!run.wasLate()) {
            shapes.remember(request, response, violations.size(), told);
        }
        return new GuardedAnswer(AnswerWriter.status(response), clear, movesOn(request, response));
    }

    /**
     * Whether the answer moves on, so that the same submission must not run again. One that sends the person to another
     * screen with a message, such as back to where a better choice can be made, does not: the same submission may be
     * right later.
     */
    private static boolean movesOn(ScreenRequest request, FlowResponse response) {
        return switch (response) {
            case NextScreen next ->
                !next.screen().equals(request.screen()) && !next.data().has(NextScreen.ERROR_MESSAGE);
            case Completion completion -> true;
            case InvalidFlowToken invalid -> true;
        };
    }

    /** The same screen with a message, or a bare 500 where no screen is known. */
    private GuardedAnswer tryAgain(ScreenRequest request, HandlerRun run, RequestEvents told) {
        return failed(request, Failure.HANDLER, run, told);
    }

    private GuardedAnswer failed(ScreenRequest request, Failure failure, HandlerRun run, RequestEvents told) {
        told.answersThatItFailed();
        if (request.screen().isEmpty() || request instanceof Init) {
            return new GuardedAnswer(failure == Failure.TOO_MANY_RUN_ON ? 503 : 500, NOTHING, false);
        }
        var text = switch (failure) {
            case TIME_BUDGET, TOO_MANY_RUN_ON -> flow.texts().tookTooLong();
            case UNHANDLED_SCREEN -> flow.texts().notAvailable();
            case DATA_BINDING -> flow.texts().doesNotFit();
            default -> flow.texts().failed();
        };
        var stay = stay(request, text, run, told);
        shapes.remember(request, stay, 0, told);
        return new GuardedAnswer(200, AnswerWriter.write(stay, request.flowToken()), false);
    }

    /**
     * The screen of the request again with a message; with the data of the screen, since a phone that forgets what a
     * screen had would show it without.
     */
    private NextScreen stay(ScreenRequest request, String text, HandlerRun run, RequestEvents told) {
        var stay = NextScreen.of(request.screen()).withErrorMessage(text);
        return run.screenData()
                .map(data -> failureData.of(data, problem -> told.failed(Failure.HANDLER, problem)))
                .map(stay::onTopOf)
                .orElse(stay);
    }
}
