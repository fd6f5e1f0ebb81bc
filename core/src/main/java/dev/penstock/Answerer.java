package dev.penstock;

import dev.penstock.EndpointEvent.Failure;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.internal.LosslessUtf8;
import dev.penstock.json.StrictJson;
import dev.penstock.replay.Answer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayId;
import java.util.Optional;

/**
 * From a verified screen request to the clear answer: the handler within its time budget, the response check, and what
 * people see when something fails.
 *
 * <p>A failure never ends the Flow: the person stays on the screen with a message, where the screen is known.
 */
final class Answerer {

    private static final byte[] NOTHING = {};

    private final Flow flow;
    private final ReplayGuard guard;
    private final Optional<ResponseCheck> check;
    private final ResponseCheckPolicy checkPolicy;

    Answerer(Flow flow, ReplayGuard guard, Optional<ResponseCheck> check, ResponseCheckPolicy checkPolicy) {
        this.flow = flow;
        this.guard = guard;
        this.check = check;
        this.checkPolicy = checkPolicy;
    }

    /** The clear answer; its body is empty where nothing can be said. */
    Answer answer(ScreenRequest request, RequestEvents told) {
        boolean once = request instanceof DataExchange
                && flow.isOncePerSubmission(request.screen())
                && request.flowToken().isPresent();
        return once
                ? guard.once(submissionId(request), flow.timeBudget(), () -> run(request, told))
                : run(request, told);
    }

    private ReplayId submissionId(ScreenRequest request) {
        return ReplayId.of(
                "submission",
                LosslessUtf8.encode(flow.name()),
                LosslessUtf8.encode(request.flowToken().value()),
                LosslessUtf8.encode(request.screen()),
                StrictJson.writeCanonical(request.data().asMap()));
    }

    private Answer run(ScreenRequest request, RequestEvents told) {
        return switch (HandlerRun.of(flow, request, told.id())) {
            case HandlerRun.Answered answered -> checked(request, answered.response(), told);
            case HandlerRun.Failed failed -> {
                failed.tell(request.action(), told);
                yield failed(request, failed.failure(), told);
            }
        };
    }

    private Answer checked(ScreenRequest request, FlowResponse response, RequestEvents told) {
        if (check.isPresent()) {
            var violations = check.get().check(request, response);
            if (!violations.isEmpty()) {
                boolean sent = checkPolicy == ResponseCheckPolicy.REPORT;
                told.responseRefused(request.action(), violations, sent);
                if (!sent) {
                    return tryAgain(request, told);
                }
            }
        }
        var clear = AnswerWriter.write(response, request.flowToken());
        if (clear.length > EncryptedRequest.MAX_CLEAR_BYTES) {
            told.failed(
                    request.action(),
                    Failure.ANSWER_TOO_LARGE,
                    "The answer has %d bytes, more than the limit of %d."
                            .formatted(clear.length, EncryptedRequest.MAX_CLEAR_BYTES));
            return tryAgain(request, told);
        }
        return new Answer(AnswerWriter.status(response), clear, movesOn(request, response));
    }

    /**
     * Whether the answer moves on, so that the same submission must not run again. One that sends the person to another
     * screen with a message, such as back to where a better choice can be made, does not: the same submission may be right
     * later.
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
    Answer tryAgain(ScreenRequest request, RequestEvents told) {
        return failed(request, Failure.HANDLER, told);
    }

    /** Status 427 with the text for the person. */
    Answer refuseToken(ScreenRequest request, String problem, RequestEvents told) {
        told.failed(request.action(), Failure.INVALID_FLOW_TOKEN, problem);
        var response = new InvalidFlowToken(flow.texts().invalidFlowToken());
        return new Answer(427, AnswerWriter.write(response, request.flowToken()), true);
    }

    private Answer failed(ScreenRequest request, Failure failure, RequestEvents told) {
        if (request.screen().isEmpty() || request instanceof Init) {
            return new Answer(500, NOTHING, false);
        }
        var text = switch (failure) {
            case TIME_BUDGET -> flow.texts().tookTooLong();
            case UNHANDLED_SCREEN -> flow.texts().notAvailable();
            case DATA_BINDING -> flow.texts().doesNotFit();
            default -> flow.texts().failed();
        };
        var stay = flow.stayAfterFailure(
                request, text, problem -> told.failed(request.action(), Failure.HANDLER, problem));
        return new Answer(200, AnswerWriter.write(stay, request.flowToken()), false);
    }
}
