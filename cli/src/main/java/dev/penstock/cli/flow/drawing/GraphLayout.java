package dev.penstock.cli.flow.drawing;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places screens in columns from left to right, each as far right as the longest way to it, and lets edges that skip
 * columns pass through free slots, so that they do not cross screens.
 */
final class GraphLayout {

    /** A place in a column: a screen, or a point through which an edge passes. */
    record Slot(String screen, int column, boolean isScreen) {}

    /** An edge with the slots it passes, from its start to its end. */
    record Route(List<Slot> slots, boolean leadsBack) {}

    private final Map<String, Slot> screens = new LinkedHashMap<>();
    private final List<List<Slot>> columns = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();

    GraphLayout(FlowJson flow) {
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        flow.screens().stream().map(FlowScreen::id).forEach(id -> edges.put(id, new LinkedHashSet<>()));
        flow.routing()
                .edges()
                .forEach((from, targets) -> targets.stream()
                        .filter(to -> edges.containsKey(from) && edges.containsKey(to) && !to.equals(from))
                        .forEach(to -> edges.getOrDefault(from, new HashSet<>()).add(to)));
        Map<String, Set<String>> backward = backwardEdges(edges);
        place(edges, backward);
        edges.forEach((from, targets) -> targets.forEach(
                to -> route(from, to, backward.getOrDefault(from, Set.of()).contains(to))));
        for (int pass = 0; pass < 4; pass++) {
            untangle(pass % 2 == 0);
        }
    }

    Optional<Slot> slot(String screen) {
        return Optional.ofNullable(screens.get(screen));
    }

    List<List<Slot>> columns() {
        return columns;
    }

    List<Route> routes() {
        return routes;
    }

    /** Edges that close a circle, found by walking depth first without recursion. */
    private static Map<String, Set<String>> backwardEdges(Map<String, Set<String>> edges) {
        Map<String, Set<String>> backward = new HashMap<>();
        Set<String> done = new HashSet<>();
        for (String start : edges.keySet()) {
            Set<String> onWay = new LinkedHashSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                String screen = open.peek();
                if (done.contains(screen) || !onWay.add(screen)) {
                    open.pop();
                    onWay.remove(screen);
                    done.add(screen);
                    continue;
                }
                for (String next : edges.getOrDefault(screen, Set.of())) {
                    if (onWay.contains(next)) {
                        backward.computeIfAbsent(screen, any -> new HashSet<>()).add(next);
                    } else if (!done.contains(next)) {
                        open.push(next);
                    }
                }
            }
        }
        return backward;
    }

    /** The column of a screen is the length of the longest way to it. */
    private void place(Map<String, Set<String>> edges, Map<String, Set<String>> backward) {
        Map<String, Integer> inbound = new HashMap<>();
        edges.forEach((from, targets) -> targets.stream()
                .filter(to -> !backward.getOrDefault(from, Set.of()).contains(to))
                .forEach(to -> inbound.merge(to, 1, Integer::sum)));
        Map<String, Integer> column = new HashMap<>();
        Deque<String> free = new ArrayDeque<>();
        edges.keySet().stream().filter(screen -> !inbound.containsKey(screen)).forEach(free::add);
        while (!free.isEmpty()) {
            String screen = free.remove();
            int here = column.computeIfAbsent(screen, any -> 0);
            for (String to : edges.getOrDefault(screen, Set.of())) {
                if (!backward.getOrDefault(screen, Set.of()).contains(to)) {
                    column.merge(to, here + 1, Math::max);
                    if (inbound.merge(to, -1, Integer::sum) == 0) {
                        free.add(to);
                    }
                }
            }
        }
        for (String screen : edges.keySet()) {
            var slot = new Slot(screen, column.getOrDefault(screen, 0), true);
            screens.put(screen, slot);
            column(slot.column()).add(slot);
        }
    }

    private List<Slot> column(int index) {
        while (columns.size() <= index) {
            columns.add(new ArrayList<>());
        }
        return columns.get(index);
    }

    private void route(String from, String to, boolean leadsBack) {
        Slot start = screens.getOrDefault(from, new Slot(from, 0, true));
        Slot end = screens.getOrDefault(to, new Slot(to, 0, true));
        List<Slot> slots = new ArrayList<>(List.of(start));
        int step = end.column() >= start.column() ? 1 : -1;
        for (int column = start.column() + step;
                column != end.column() && start.column() != end.column();
                column += step) {
            var point = new Slot(from + "\n" + to, column, false);
            column(column).add(point);
            slots.add(point);
        }
        slots.add(end);
        routes.add(new Route(List.copyOf(slots), leadsBack));
    }

    /** Orders each column by the middle of its neighbours, which takes out most crossings. */
    private void untangle(boolean isForward) {
        Map<Slot, List<Slot>> neighbours = new HashMap<>();
        for (Route route : routes) {
            for (int i = 0; i + 1 < route.slots().size(); i++) {
                Slot a = route.slots().get(i);
                Slot b = route.slots().get(i + 1);
                boolean isInOrder = (a.column() < b.column()) == isForward;
                neighbours
                        .computeIfAbsent(isInOrder ? b : a, any -> new ArrayList<>())
                        .add(isInOrder ? a : b);
            }
        }
        List<List<Slot>> order = new ArrayList<>(columns);
        if (!isForward) {
            Collections.reverse(order);
        }
        Map<Slot, Double> position = new HashMap<>();
        for (List<Slot> column : order) {
            Map<Slot, Double> wish = new HashMap<>();
            for (int i = 0; i < column.size(); i++) {
                double own = i - (column.size() - 1) / 2.0;
                wish.put(
                        column.get(i),
                        neighbours.getOrDefault(column.get(i), List.of()).stream()
                                .filter(position::containsKey)
                                .mapToDouble(position::get)
                                .average()
                                .orElse(own));
            }
            column.sort(Comparator.comparingDouble(slot -> wish.getOrDefault(slot, 0.0)));
            for (int i = 0; i < column.size(); i++) {
                position.put(column.get(i), i - (column.size() - 1) / 2.0);
            }
        }
    }
}
