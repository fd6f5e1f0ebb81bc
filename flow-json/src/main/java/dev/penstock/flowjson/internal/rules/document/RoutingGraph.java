package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The screens as a graph. Everything is linear in screens and edges, and without recursion. */
final class RoutingGraph {

    private final Map<String, Set<String>> forward;
    private final Map<String, Set<String>> backward = new HashMap<>();
    private final Map<String, Set<String>> both = new HashMap<>();
    private final String first;
    private final Set<String> ending;

    RoutingGraph(FlowJson flow) {
        this.forward = flow.routing().edges();
        forward.forEach((from, targets) -> targets.forEach(to -> {
            backward.computeIfAbsent(to, any -> new LinkedHashSet<>()).add(from);
            both.computeIfAbsent(from, any -> new LinkedHashSet<>()).add(to);
            both.computeIfAbsent(to, any -> new LinkedHashSet<>()).add(from);
        }));
        this.first = flow.screens().getFirst().id();
        Set<String> ends = new LinkedHashSet<>();
        flow.screens().stream()
                .filter(FlowScreen::isTerminal)
                .map(FlowScreen::id)
                .forEach(ends::add);
        this.ending = reachable(ends, backward);
    }

    Set<String> connectedWithFirst() {
        return reachable(Set.of(first), both);
    }

    /** A way back counts too: a screen of terms and conditions ends nowhere, but the user returns from it. */
    boolean reachesEnd(String screen) {
        return ending.contains(screen)
                || backward.getOrDefault(screen, Set.of()).stream().anyMatch(ending::contains);
    }

    /** Removes screens without a predecessor until none is left; what remains goes round. */
    boolean hasCycle() {
        Map<String, Integer> inbound = new HashMap<>();
        forward.forEach((from, targets) -> targets.forEach(to -> inbound.merge(to, 1, Integer::sum)));
        Deque<String> free = new ArrayDeque<>();
        forward.keySet().stream().filter(screen -> !inbound.containsKey(screen)).forEach(free::add);
        while (!free.isEmpty()) {
            for (String to : forward.getOrDefault(free.remove(), Set.of())) {
                if (inbound.merge(to, -1, Integer::sum) == 0) {
                    inbound.remove(to);
                    free.add(to);
                }
            }
        }
        return !inbound.isEmpty();
    }

    private static Set<String> reachable(Set<String> start, Map<String, Set<String>> edges) {
        Set<String> seen = new HashSet<>(start);
        Deque<String> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            for (String next : edges.getOrDefault(open.remove(), Set.of())) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen;
    }
}
