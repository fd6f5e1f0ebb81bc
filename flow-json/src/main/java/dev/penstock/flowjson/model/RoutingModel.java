package dev.penstock.flowjson.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which screen may follow which. Immutable.
 *
 * @param edges for each screen the screens that may follow it; every screen of the Flow is a key
 * @param isDeclared whether the Flow JSON has a {@code routing_model}; otherwise the edges come from its
 *     {@code navigate} actions
 */
public record RoutingModel(Map<String, Set<String>> edges, boolean isDeclared) {

    /** Copies the edges. */
    public RoutingModel {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        edges.forEach((from, to) -> copy.put(from, Collections.unmodifiableSet(new LinkedHashSet<>(to))));
        edges = Collections.unmodifiableMap(copy);
    }

    /**
     * Finds the screens that may follow a screen.
     *
     * @param screen a screen's ID
     * @return their IDs in the order of the text; empty for an unknown screen
     */
    public Set<String> after(String screen) {
        return edges.getOrDefault(screen, Set.of());
    }

    /**
     * Tells whether the phone goes from one screen to another when the endpoint says so: the same screen, along an
     * edge, or back along one (docs/reference/protocol.md, section 1.4; observed, not documented).
     *
     * @param from the screen that asks
     * @param to the screen that is answered
     * @return whether it may
     */
    public boolean allows(String from, String to) {
        return from.equals(to) || after(from).contains(to) || after(to).contains(from);
    }

    /** {@return the screens that no edge leads to, in the order of the text: a Flow may open with these} */
    public List<String> entryScreens() {
        Set<String> targets = new LinkedHashSet<>();
        edges.forEach(
                (from, to) -> to.stream().filter(target -> !target.equals(from)).forEach(targets::add));
        return edges.keySet().stream()
                .filter(screen -> !targets.contains(screen))
                .toList();
    }
}
