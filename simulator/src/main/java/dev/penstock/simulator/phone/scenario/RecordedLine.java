package dev.penstock.simulator.phone.scenario;

import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.phone.PhoneRemark;
import dev.penstock.testing.EndpointLine;
import dev.penstock.testing.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line that keeps every exchange, to play it again to a second phone without asking the endpoint again. Thread-safe.
 */
final class RecordedLine implements EndpointLine {

    private final EndpointLine line;
    private final List<Exchange> exchanges = new ArrayList<>();

    RecordedLine(EndpointLine line) {
        this.line = line;
    }

    @Override
    public Exchange send(Map<String, Object> request, Duration timeout) {
        Exchange exchange = line.send(request, timeout);
        synchronized (exchanges) {
            exchanges.add(exchange);
        }
        return exchange;
    }

    @Override
    public void refreshKey() {
        line.refreshKey();
    }

    Replay replay() {
        synchronized (exchanges) {
            return new Replay(exchanges);
        }
    }

    /** Answers as the endpoint answered the first phone, as long as the second one asks the same. */
    static final class Replay implements EndpointLine {

        private final Deque<Exchange> left;
        private final List<PhoneRemark> differences = new ArrayList<>();

        private Replay(List<Exchange> exchanges) {
            this.left = new ArrayDeque<>(exchanges);
        }

        @Override
        public synchronized Exchange send(Map<String, Object> request, Duration timeout) {
            if (isNotification(request)) {
                return answered(request, new Exchange.Answered(200, Map.of("data", Map.of("acknowledged", true))));
            }
            while (!left.isEmpty() && isNotification(left.peek().request())) {
                left.pop();
            }
            Exchange first = left.peek();
            String what = "%s of screen %s".formatted(request.get("action"), request.get("screen"));
            if (first == null || !isSameStep(first.request(), request)) {
                differences.add(new PhoneRemark(
                        false, "Where answers replace what a screen has, the phone sends %s instead.".formatted(what)));
                return answered(
                        request,
                        new Exchange.Unreachable("it asks otherwise than a phone that merges, so nothing is known"));
            }
            left.pop();
            differingData(first.request(), request)
                    .ifPresent(names -> differences.add(new PhoneRemark(
                            false,
                            "Where answers replace what a screen has, the phone sends other data with %s: %s."
                                    .formatted(what, names))));
            return answered(request, first.outcome());
        }

        synchronized ScenarioResult differences(String name) {
            return new ScenarioResult(name, Duration.ZERO, Integer.MAX_VALUE, Optional.empty(), differences);
        }

        private static Exchange answered(Map<String, Object> request, Exchange.Outcome outcome) {
            return new Exchange(request, outcome, Instant.EPOCH, Duration.ZERO, Exchange.Wire.UNKNOWN);
        }

        private static boolean isNotification(Map<String, Object> request) {
            return PlainValue.map(request.get("data")).containsKey("error");
        }

        private static boolean isSameStep(Map<String, Object> first, Map<String, Object> request) {
            return Objects.equals(first.get("action"), request.get("action"))
                    && Objects.equals(first.get("screen"), request.get("screen"));
        }

        /** The names with other values; files are encrypted afresh by each phone, so lists of objects say nothing. */
        private static Optional<String> differingData(Map<String, Object> first, Map<String, Object> request) {
            Map<?, ?> one = PlainValue.map(first.get("data"));
            Map<?, ?> other = PlainValue.map(request.get("data"));
            var names = new TreeSet<String>();
            one.keySet().forEach(name -> names.add(String.valueOf(name)));
            other.keySet().forEach(name -> names.add(String.valueOf(name)));
            String differing = names.stream()
                    .filter(name -> !isFiles(one.get(name)) && !Objects.equals(one.get(name), other.get(name)))
                    .collect(Collectors.joining(", "));
            return differing.isEmpty() ? Optional.empty() : Optional.of(differing);
        }

        private static boolean isFiles(@Nullable Object value) {
            return value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance);
        }
    }
}
