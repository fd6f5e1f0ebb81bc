package dev.penstock.conformance.load;

import dev.penstock.conformance.load.PreparedRequests.Prepared;
import dev.penstock.testing.internal.NoAnswer;
import dev.penstock.trust.RequestSignature;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks an endpoint at a fixed rate. The loop is open: requests go out when they are due, whatever has become of earlier
 * ones, as people do not wait for each other.
 *
 * <p>A request that is due while all connections are in use waits for one; the wait counts. What is still waiting when
 * the time is over counts as failed.
 */
public final class LoadGenerator implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Less than the whole, so that it can be told from a late answer. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final LoadPlan plan;
    private final ClearRequests clear;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final Semaphore free;

    private LoadGenerator(LoadPlan plan) {
        this.plan = plan;
        this.clear = ClearRequests.of(plan);
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(executor);
        plan.access().sslContext().ifPresent(client::sslContext);
        this.http = client.build();
        this.free = new Semaphore(plan.connections());
    }

    /**
     * Runs a plan: prepares, warms up, measures, and waits for the last answers, at most 10 seconds.
     *
     * @param plan what to ask
     * @param progress hears once a second of what came in; called in a thread of its own
     * @return what was measured
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static LoadResult run(LoadPlan plan, Consumer<LoadResult.Second> progress) throws InterruptedException {
        try (var generator = new LoadGenerator(plan)) {
            long warmedUp = 0;
            if (!plan.warmUp().isZero()) {
                warmedUp = generator.phase(0, plan.warmUp(), second -> {}).due();
            }
            return generator.phase(warmedUp, plan.duration(), progress);
        }
    }

    private LoadResult phase(long first, Duration duration, Consumer<LoadResult.Second> progress)
            throws InterruptedException {
        long count = Math.max(1, (long) (duration.toNanos() / 1e9 * plan.rate()));
        var recording = new Recording((int) Math.ceil(duration.toNanos() / 1e9));
        try (var requests = PreparedRequests.begin(plan, clear, first, count);
                var reporter = new SecondReporter(recording, progress)) {
            reporter.start();
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            double interval = 1e9 / plan.rate();
            long blocked = 0;
            for (long i = 0; i < count; i++) {
                var due = new Due(start, start + (long) (i * interval));
                blocked = waitUntil(due) ? 0 : blocked;
                var request = requests.next();
                long ready = System.nanoTime();
                if (!free.tryAcquire(Math.max(0, end - ready), TimeUnit.NANOSECONDS)) {
                    giveUp(recording, start, i, count, interval);
                    break;
                }
                long sent = System.nanoTime();
                // What connections were waited for is the endpoint's doing, the rest of a delay is ours.
                recording.sent(request.isHealthCheck(), ready - due.nanos() - blocked);
                blocked += sent - ready;
                send(request, due, sent, recording);
            }
            awaitAnswers();
        }
        return recording.result(plan);
    }

    /** When a request is due. */
    private record Due(long start, long nanos) {

        int second() {
            return (int) ((nanos - start) / 1_000_000_000L);
        }
    }

    /** Waits until a request is due; false if it is due already. */
    private static boolean waitUntil(Due due) throws InterruptedException {
        boolean early = false;
        for (long left = due.nanos() - System.nanoTime(); left > 0; left = due.nanos() - System.nanoTime()) {
            early = true;
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return early;
    }

    private void giveUp(Recording recording, long start, long from, long count, double interval) {
        long now = System.nanoTime();
        for (long i = from; i < count; i++) {
            var due = new Due(start, start + (long) (i * interval));
            recording.failed(due.second(), now - due.nanos(), "not sent: every connection was in use");
        }
    }

    private void send(Prepared request, Due due, long sent, Recording recording) {
        var post = HttpRequest.newBuilder(plan.endpoint())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.envelope().body()));
        if (!request.signature().isEmpty()) {
            post.header(RequestSignature.HEADER, request.signature());
        }
        http.sendAsync(post.build(), HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((response, failed) -> {
                    try {
                        record(request, due, sent, response, failed, recording);
                    } finally {
                        free.release(); // last, because a run is over when every place is free
                    }
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
            recording.answered(request.isHealthCheck(), due.second(), now - due.nanos(), now - sent);
        } else {
            recording.failed(due.second(), now - due.nanos(), reason(response, failed));
        }
    }

    private static String reason(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failed) {
        if (response != null) {
            return response.statusCode() == 200 ? "the answer does not open" : "status " + response.statusCode();
        }
        return switch (NoAnswer.of(failed)) {
            case LATE -> "no answer within %d s".formatted(TIMEOUT.toSeconds());
            case NO_CONNECTION -> "no connection within %d s".formatted(CONNECT.toSeconds());
            case NoAnswer other -> other.inWords();
        };
    }

    private void awaitAnswers() throws InterruptedException {
        if (free.tryAcquire(plan.connections(), TIMEOUT.toSeconds() + 1, TimeUnit.SECONDS)) {
            free.release(plan.connections());
        }
    }

    /** Tells once a second what came in, however busy the sender is. */
    private static final class SecondReporter implements AutoCloseable {

        private final Thread thread;

        private SecondReporter(Recording recording, Consumer<LoadResult.Second> progress) {
            this.thread = Thread.ofVirtual().name("penstock-load-progress").unstarted(() -> {
                for (int second = 0; pause(); second++) {
                    progress.accept(recording.since(second));
                }
            });
        }

        void start() {
            thread.start();
        }

        private static boolean pause() {
            try {
                Thread.sleep(Duration.ofSeconds(1));
                return true;
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.shutdownNow();
    }
}
