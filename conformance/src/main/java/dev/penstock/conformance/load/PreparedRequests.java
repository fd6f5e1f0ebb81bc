package dev.penstock.conformance.load;

import dev.penstock.testing.RequestEnvelope;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Distinct requests, encrypted and signed ahead by a worker, so that the generator's own cryptography does not compete
 * with the endpoint while it is measured. At most {@value #MAX_AHEAD} are kept: memory is bounded.
 */
final class PreparedRequests implements AutoCloseable {

    private static final int MAX_AHEAD = 20_000;

    private final LoadPlan plan;
    private final BlockingQueue<Prepared> ahead;
    private final ClearRequests clear;
    private final AtomicLong next;
    private final long end;
    private final Thread[] workers;

    /** A request ready to post. */
    record Prepared(boolean isHealthCheck, RequestEnvelope envelope, String signature) {}

    private PreparedRequests(LoadPlan plan, ClearRequests clear, long first, long count) {
        this.plan = plan;
        this.clear = clear;
        this.ahead = new ArrayBlockingQueue<>((int) Math.min(count, MAX_AHEAD));
        this.next = new AtomicLong(first);
        this.end = first + count;
        this.workers = new Thread[Math.max(1, Runtime.getRuntime().availableProcessors() / 2)];
    }

    /** Begins to prepare requests from a number on, and waits until as much is ready as is kept. */
    static PreparedRequests begin(LoadPlan plan, ClearRequests clear, long first, long count)
            throws InterruptedException {
        var requests = new PreparedRequests(plan, clear, first, count);
        for (int i = 0; i < requests.workers.length; i++) {
            requests.workers[i] = Thread.ofPlatform()
                    .name("penstock-load-prepare-" + i)
                    .daemon()
                    .start(requests::work);
        }
        while (requests.ahead.remainingCapacity() > 0 && requests.next.get() < requests.end) {
            Thread.sleep(10);
        }
        return requests;
    }

    private void work() {
        var random = new SplittableRandom();
        try {
            for (long number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                var request = clear.at(number, random);
                var envelope =
                        RequestEnvelope.seal(request.json(), plan.access().key());
                var signature = plan.access()
                        .signature()
                        .map(s -> s.sign(envelope.body()))
                        .orElse("");
                ahead.put(new Prepared(request.isHealthCheck(), envelope, signature));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    Prepared next() throws InterruptedException {
        return ahead.take();
    }

    @Override
    public void close() {
        for (var worker : workers) {
            worker.interrupt();
        }
    }
}
