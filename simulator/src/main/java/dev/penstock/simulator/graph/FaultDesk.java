package dev.penstock.simulator.graph;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The faults that were ordered, and what a caller sees of each. Guarded by the emulator's lock, but for {@link #reply}.
 */
final class FaultDesk {

    private final Deque<Order> orders = new ArrayDeque<>();

    void order(Fault fault, int times, Predicate<GraphCall> which) {
        for (int i = 0; i < times; i++) {
            orders.add(new Order(fault, which));
        }
    }

    Optional<Fault> take(GraphCall call) {
        for (var remaining = orders.iterator(); remaining.hasNext(); ) {
            var order = remaining.next();
            if (order.which().test(call)) {
                remaining.remove();
                return Optional.of(order.fault());
            }
        }
        return Optional.empty();
    }

    /** Empty if the call is done nevertheless: late, or with its answer lost. */
    static Optional<GraphReply> reply(Fault fault, String authorization) {
        return switch (fault) {
            case Fault.RateLimit(var after) -> {
                var limited = GraphReply.error(429, 80007, "(#80007) Rate limit issues");
                yield Optional.of(
                        after.isZero() ? limited : limited.withHeader("Retry-After", Long.toString(after.toSeconds())));
            }
            case Fault.ExpiredToken ignored ->
                Optional.of(GraphReply.error(
                        401,
                        190,
                        463,
                        "Error validating access token " + authorization.replace("Bearer ", "") + ": expired"));
            case Fault.ServerError(var status) ->
                Optional.of(GraphReply.error(status, 2, "An unexpected error has occurred."));
            case Fault.Other(var status, var body) ->
                Optional.of(new GraphReply(status, body.getBytes(StandardCharsets.UTF_8), Map.of()));
            case Fault.Slow(var by) -> {
                pause(by);
                yield Optional.empty();
            }
            case Fault.AnswerLost ignored -> Optional.empty();
        };
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private record Order(Fault fault, Predicate<GraphCall> which) {}
}
