package dev.penstock.media;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the body of a download while it is small enough, and breaks it off otherwise. What the status or the header
 * {@code Content-Length} rules out is not read at all.
 */
final class CappedBody implements BodySubscriber<Result<byte[]>> {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int FIRST_BUFFER = 64 * 1024;

    private final int limit;
    private final AtomicLong leftTogether;
    private final Optional<MediaProblem> known;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(FIRST_BUFFER);
    private final CompletableFuture<Result<byte[]>> result = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    private CappedBody(int limit, AtomicLong leftTogether, Optional<MediaProblem> known) {
        this.limit = limit;
        this.leftTogether = leftTogether;
        this.known = known;
    }

    /**
     * Bodies of at most so many bytes each, and together at most what is left; all of them count down the same number.
     */
    static BodyHandler<Result<byte[]>> upTo(int limit, AtomicLong leftTogether) {
        return response -> new CappedBody(limit, leftTogether, problem(response, limit));
    }

    private static Optional<MediaProblem> problem(ResponseInfo response, int limit) {
        int status = response.statusCode();
        if (status != OK) {
            boolean isRedirect = status >= 300 && status < 400;
            boolean isGone = status == NOT_FOUND || status == GONE;
            return Optional.of(
                    isRedirect ? MediaProblem.REDIRECTED : isGone ? MediaProblem.GONE : MediaProblem.UNAVAILABLE);
        }
        long announced = response.headers().firstValueAsLong("Content-Length").orElse(0);
        return announced > limit ? Optional.of(MediaProblem.TOO_LARGE) : Optional.empty();
    }

    @Override
    public CompletionStage<Result<byte[]>> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        known.ifPresentOrElse(this::breakOff, () -> subscription.request(Long.MAX_VALUE));
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
        for (var item : items) {
            if (result.isDone()) {
                return;
            }
            int more = item.remaining();
            if (more > limit - body.size()) {
                breakOff(MediaProblem.TOO_LARGE);
            } else if (leftTogether.addAndGet(-more) < 0) {
                breakOff(MediaProblem.TOO_LARGE_TOGETHER);
            } else {
                var bytes = new byte[more];
                item.get(bytes);
                body.writeBytes(bytes);
            }
        }
    }

    private void breakOff(MediaProblem problem) {
        if (subscription != null) {
            subscription.cancel();
        }
        result.complete(Result.refused(problem));
    }

    @Override
    public void onError(Throwable broken) {
        result.complete(Result.refused(MediaProblem.UNAVAILABLE));
    }

    @Override
    public void onComplete() {
        result.complete(Result.of(body.toByteArray()));
    }
}
