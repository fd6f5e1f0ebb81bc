package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.expression.ValueScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The screens on the way: the stack that back goes down, and the newest visit of each screen for global references. */
final class Visits {

    private final List<Visit> stack = new ArrayList<>();
    private final Map<String, Visit> newest = new HashMap<>();
    private int count;

    Optional<Visit> current() {
        return stack.isEmpty() ? Optional.empty() : Optional.of(stack.getLast());
    }

    boolean canGoBack() {
        return stack.size() > 1;
    }

    List<String> path() {
        return stack.stream().map(Visit::id).toList();
    }

    /** A new visit, not yet on the stack. */
    Visit prepare(FlowScreen screen) {
        count++;
        return new Visit(screen, count);
    }

    void push(Visit visit) {
        stack.add(visit);
        newest.put(visit.id(), visit);
    }

    /** Goes back to a screen on the way, if it is there. */
    Optional<Visit> returnTo(String id) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).id().equals(id)) {
                stack.subList(i + 1, stack.size()).clear();
                return current();
            }
        }
        return Optional.empty();
    }

    /** What a screen on the way has; nothing if it is not there. */
    Map<String, Object> dataOf(String id) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).id().equals(id)) {
                return Collections.unmodifiableMap(stack.get(i).data);
            }
        }
        return Map.of();
    }

    void pop() {
        stack.removeLast();
    }

    void clear() {
        stack.clear();
        newest.clear();
    }

    /** Where bindings of a screen find their values. */
    ValueScope scopeOf(Visit visit) {
        return reference -> source(reference, visit).flatMap(source -> lookUp(source, reference));
    }

    /** The visit that a binding of the shown screen reads from. */
    Optional<Visit> source(Reference reference) {
        return current().flatMap(visit -> source(reference, visit));
    }

    private Optional<Visit> source(Reference reference, Visit visit) {
        return reference.screen().isPresent() ? reference.screen().map(newest::get) : Optional.of(visit);
    }

    private static Optional<Object> lookUp(Visit visit, Reference reference) {
        Map<String, Object> values = reference.source() == Source.DATA ? visit.data : visit.form;
        @Nullable Object value = values;
        for (String name : reference.path()) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return Optional.ofNullable(value);
    }
}
