package dev.penstock.simulator.load;

import dev.penstock.simulator.load.PreparedRequests.Prepared;
import dev.penstock.trust.RequestSignature;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks an endpoint at a fixed rate. The loop is open: requests go out when they are due, whatever has become of earlier ones,
 * as people do not wait for each other.
 *
 * <p>A request that is due while all connections are in use waits for one; the wait counts. What is still waiting when the
 * time is over counts as failed.
 */
public final class LoadGenerator implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final LoadPlan plan;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final Semaphore free;

    private LoadGenerator(LoadPlan plan) {
        this.plan = plan;
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT)
                .executor(executor);
        plan.sslContext().ifPresent(client::sslContext);
        this.http = client.build();
        this.free = new Semaphore(plan.connections());
    }

    /**
     * Runs a plan: prepares, warms up, measures, and waits for the last answers, at most 10 seconds.
     *
     * @param plan what to ask
     * @param progress hears of each second soon after it is over
     * @return what was measured
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static LoadResult run(LoadPlan plan, Consumer<LoadResult.Second> progress) throws InterruptedException {
        try (var generator = new LoadGenerator(plan)) {
            if (!plan.warmUp().isZero()) {
                generator.phase(plan.warmUp(), second -> {});
            }
            return generator.phase(plan.duration(), progress);
        }
    }

    private LoadResult phase(Duration duration, Consumer<LoadResult.Second> progress) throws InterruptedException {
        long count = Math.max(1, (long) (duration.toNanos() / 1e9 * plan.rate()));
        var recording = new Recording((int) Math.ceil(duration.toNanos() / 1e9));
        try (var requests = PreparedRequests.begin(plan, count)) {
            var reporter = new SecondReporter(recording, progress);
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            double interval = 1e9 / plan.rate();
            for (long i = 0; i < count; i++) {
                var due = new Due(start, start + (long) (i * interval));
                reporter.reached(due.second());
                if (!waitFor(due, end)) {
                    giveUp(recording, start, i, count, interval);
                    break;
                }
                send(requests.next(), due, recording);
            }
            awaitAnswers();
            reporter.reached(Integer.MAX_VALUE);
        }
        return recording.result(plan);
    }

    /** When a request is due. */
    private record Due(long start, long nanos) {

        int second() {
            return (int) ((nanos - start) / 1_000_000_000L);
        }
    }

    /** Waits until a request is due and has a connection; false if the time is over before. */
    private boolean waitFor(Due due, long end) throws InterruptedException {
        for (long left = due.nanos() - System.nanoTime(); left > 0; left = due.nanos() - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return free.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void giveUp(Recording recording, long start, long from, long count, double interval) {
        long now = System.nanoTime();
        for (long i = from; i < count; i++) {
            var due = new Due(start, start + (long) (i * interval));
            recording.failed(due.second(), now - due.nanos(), "not sent: every connection was in use");
        }
    }

    private void send(Prepared request, Due due, Recording recording) {
        long sent = System.nanoTime();
        recording.sent(request.action(), sent - due.nanos());
        var post = HttpRequest.newBuilder(plan.endpoint())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.envelope().body()));
        if (!request.signature().isEmpty()) {
            post.header(RequestSignature.HEADER, request.signature());
        }
        http.sendAsync(post.build(), HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((response, failed) -> {
                    free.release();
                    record(request, due, sent, response, failed, recording);
                })
                .exceptionally(recorded -> null);
    }

    private static void record(
            Prepared request,
            Due due,
            long sent,
            @Nullable HttpResponse<byte[]> response,
            @Nullable Throwable failed,
            Recording recording) {
        boolean opens = response != null
                && response.statusCode() == 200
                && request.envelope().open(response.body()).isPresent();
        long now = System.nanoTime();
        if (opens) {
            recording.answered(request.action(), due.second(), now - due.nanos(), now - sent);
        } else {
            recording.failed(due.second(), now - due.nanos(), reason(response, failed));
        }
    }

    private static String reason(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failed) {
        if (response != null) {
            return response.statusCode() == 200 ? "the answer does not open" : "status " + response.statusCode();
        }
        var cause = failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        return switch (cause) {
            case HttpTimeoutException late -> "no answer within 10 s";
            case ConnectException refused -> "the connection was refused";
            case null, default -> "the connection broke";
        };
    }

    private void awaitAnswers() throws InterruptedException {
        if (free.tryAcquire(plan.connections(), TIMEOUT.toSeconds() + 1, TimeUnit.SECONDS)) {
            free.release(plan.connections());
        }
    }

    /** Tells of seconds that are over. */
    private static final class SecondReporter {

        private final Recording recording;
        private final Consumer<LoadResult.Second> progress;
        private final int seconds;
        private int told;

        private SecondReporter(Recording recording, Consumer<LoadResult.Second> progress) {
            this.recording = recording;
            this.progress = progress;
            this.seconds = recording.seconds();
        }

        void reached(int second) {
            while (told < Math.min(second, seconds)) {
                progress.accept(recording.second(told++));
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.shutdownNow();
    }
}
