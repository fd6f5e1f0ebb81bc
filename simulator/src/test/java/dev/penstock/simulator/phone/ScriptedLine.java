package dev.penstock.simulator.phone;

import dev.penstock.testing.EndpointLine;
import dev.penstock.testing.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A line that answers what it was told to, in order, and keeps what it was asked. For the phone's own rules only. */
public final class ScriptedLine implements EndpointLine {

    public final List<Map<String, Object>> asked = new ArrayList<>();
    public final Deque<Exchange.Outcome> outcomes = new ArrayDeque<>();
    public int refreshes;

    public ScriptedLine then(String screen, Map<String, Object> data) {
        outcomes.add(new Exchange.Answered(200, Map.of("screen", screen, "data", data)));
        return this;
    }

    public ScriptedLine then(Exchange.Outcome outcome) {
        outcomes.add(outcome);
        return this;
    }

    @Override
    public Exchange send(Map<String, Object> request, Duration timeout) {
        asked.add(request);
        Exchange.Outcome outcome = outcomes.isEmpty()
                ? new Exchange.Answered(200, Map.of("data", Map.of("acknowledged", true)))
                : outcomes.pop();
        return new Exchange(request, outcome, Instant.EPOCH, Duration.ofMillis(40), Exchange.Wire.UNKNOWN);
    }

    @Override
    public void refreshKey() {
        refreshes++;
    }
}
