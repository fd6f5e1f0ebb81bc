package dev.penstock.media;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One encrypted file on its way from the media store. */
final class MediaDownload {

    private final MediaReference reference;
    private final CompletableFuture<HttpResponse<Result<byte[]>>> response;

    private MediaDownload(MediaReference reference, CompletableFuture<HttpResponse<Result<byte[]>>> response) {
        this.reference = reference;
        this.response = response;
    }

    static MediaDownload start(MediaReference reference, HttpClient client, int limit, AtomicLong leftTogether) {
        var request = HttpRequest.newBuilder(reference.source()).GET().build();
        return new MediaDownload(reference, client.sendAsync(request, CappedBody.upTo(limit, leftTogether)));
    }

    MediaReference reference() {
        return reference;
    }

    /**
     * Waits for the whole file, connection and all, until a time on the clock of {@link System#nanoTime()}. The time
     * limits of the JDK's client end with the headers, so a server that drips would hold us up.
     */
    Result<byte[]> await(long deadline) throws InterruptedException {
        try {
            return response.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .body();
        } catch (TimeoutException late) {
            cancel();
            return Result.refused(MediaProblem.TIMED_OUT);
        } catch (ExecutionException | CancellationException broken) {
            // The cause may name the URL, so it goes no further.
            return Result.refused(MediaProblem.UNAVAILABLE);
        }
    }

    /** Breaks it off, if it is still under way. */
    void cancel() {
        response.cancel(true);
    }
}
