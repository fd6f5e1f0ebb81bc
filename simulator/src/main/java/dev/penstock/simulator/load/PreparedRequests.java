package dev.penstock.simulator.load;

import dev.penstock.json.StrictJson;
import dev.penstock.simulator.RequestEnvelope;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Distinct requests, encrypted and signed ahead by a worker, so that the generator's own cryptography does not compete with
 * the endpoint while it is measured. At most {@value #MAX_AHEAD} are kept: memory is bounded.
 */
final class PreparedRequests implements AutoCloseable {

    private static final int MAX_AHEAD = 20_000;

    private final LoadPlan plan;
    private final BlockingQueue<Prepared> ahead;
    private final AtomicLong toMake;
    private final Map<Mix.Action, byte[]> clear = new EnumMap<>(Mix.Action.class);
    private final Thread[] workers;

    /** A request ready to post. */
    record Prepared(Mix.Action action, RequestEnvelope envelope, String signature) {}

    private PreparedRequests(LoadPlan plan, long count) {
        this.plan = plan;
        this.ahead = new ArrayBlockingQueue<>((int) Math.min(count, MAX_AHEAD));
        this.toMake = new AtomicLong(count);
        for (var action : Mix.Action.values()) {
            if (action != Mix.Action.DATA_EXCHANGE || plan.mix().dataExchange() > 0) {
                clear.put(action, StrictJson.write(plan.clear(action)));
            }
        }
        this.workers = new Thread[Math.max(1, Runtime.getRuntime().availableProcessors() / 2)];
    }

    /** Begins to prepare, and waits until as much is ready as is kept. */
    static PreparedRequests begin(LoadPlan plan, long count) throws InterruptedException {
        var requests = new PreparedRequests(plan, count);
        for (int i = 0; i < requests.workers.length; i++) {
            requests.workers[i] = Thread.ofPlatform()
                    .name("penstock-load-prepare-" + i)
                    .daemon()
                    .start(requests::work);
        }
        while (requests.ahead.remainingCapacity() > 0 && requests.toMake.get() > 0) {
            Thread.sleep(10);
        }
        return requests;
    }

    private void work() {
        var random = new SplittableRandom();
        try {
            while (toMake.getAndDecrement() > 0) {
                var action = plan.mix().draw(random);
                var envelope = RequestEnvelope.seal(clear.getOrDefault(action, new byte[0]), plan.key());
                var signature =
                        plan.signature().map(s -> s.sign(envelope.body())).orElse("");
                ahead.put(new Prepared(action, envelope, signature));
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
