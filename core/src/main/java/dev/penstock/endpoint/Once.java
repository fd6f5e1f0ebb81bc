package dev.penstock.endpoint;

import dev.penstock.ScreenRequest;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.internal.LosslessUtf8;
import dev.penstock.internal.Sha256;
import dev.penstock.json.StrictJson;
import dev.penstock.replay.AnswerNotKeptException;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayId;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The replay guards as one endpoint uses them: what they keep belongs to the endpoint's scope.
 *
 * <p>A submission of another endpoint has another id. A request has the same id everywhere, since its key and vector
 * are the same everywhere; its answer carries the scope, and at another endpoint it is refused instead of being
 * answered there, too.
 */
final class Once {

    private static final int MARK_BYTES = 16;

    private final ReplayGuard requests;
    private final ReplayGuard submissions;
    private final byte[] scope;
    private final byte[] mark;
    private final Duration patience;

    /**
     * @param requests recognises the same bytes
     * @param submissions recognises what a person sends once more
     * @param scope what sets this endpoint apart from all others that ask the same guards
     * @param patience how long to wait for another caller who makes the same answer
     */
    Once(ReplayGuard requests, ReplayGuard submissions, String scope, Duration patience) {
        this.requests = requests;
        this.submissions = submissions;
        this.patience = patience;
        this.scope = LosslessUtf8.encode(scope);
        this.mark = Arrays.copyOf(Sha256.of(this.scope), MARK_BYTES);
    }

    /** An answer, and where it comes from. */
    record Given(GuardedAnswer answer, Making.Origin origin) {}

    /** The id of a request, the same for the same bytes. */
    static ReplayId idOf(EncryptedRequest request) {
        return ReplayId.of("request", request.fingerprint());
    }

    /** The sealed answer to a request. */
    Given request(ReplayId id, Supplier<GuardedAnswer> maker, RequestEvents told) {
        var making = new Making(() -> mark(maker.get()));
        var given = new GuardSteps(making, told).ask(requests, id, patience);
        return new Given(unmark(given), making.originOf(given));
    }

    /** What makes a submission the same submission. */
    ReplayId idOf(ScreenRequest request) {
        return ReplayId.of(
                "submission",
                scope,
                LosslessUtf8.encode(request.flowToken().value()),
                LosslessUtf8.encode(request.screen()),
                StrictJson.writeCanonical(request.data().asMap()));
    }

    /** The clear answer to a submission; it may be made in the name of another request. */
    GuardedAnswer submission(ReplayId id, Making making, RequestEvents told) {
        return new GuardSteps(making, told).ask(submissions, id, patience);
    }

    /** Nothing has to be remembered of an answer without a body: nothing was sealed. */
    private GuardedAnswer mark(GuardedAnswer answer) {
        if (answer.body().length == 0) {
            return answer;
        }
        var marked = Arrays.copyOf(mark, MARK_BYTES + answer.body().length);
        System.arraycopy(answer.body(), 0, marked, MARK_BYTES, answer.body().length);
        return new GuardedAnswer(answer.status(), marked, answer.isKept());
    }

    private GuardedAnswer unmark(GuardedAnswer marked) {
        var body = marked.body();
        if (body.length == 0) {
            return marked;
        }
        if (body.length < MARK_BYTES || !Arrays.equals(body, 0, MARK_BYTES, mark, 0, MARK_BYTES)) {
            throw new AnswerNotKeptException();
        }
        return new GuardedAnswer(marked.status(), Arrays.copyOfRange(body, MARK_BYTES, body.length), true);
    }
}
