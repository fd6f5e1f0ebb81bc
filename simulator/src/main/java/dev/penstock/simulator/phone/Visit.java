package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowScreen;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One screen as it is visited: its data, what was typed, and what is shown as wrong. Guarded by its session's lock. */
final class Visit {

    final FlowScreen screen;
    /** Tells one visit of a screen from the next, so that the page starts afresh. */
    final String key;

    final Map<String, Object> data = new LinkedHashMap<>();
    /** How much the summary of a response shows of values that came into the data from fields of other screens. */
    final Map<String, Masking.Shown> shown = new HashMap<>();

    /** Names of data that another screen carried here with {@code navigate}. */
    final Set<String> carried = new HashSet<>();

    final Map<String, Object> form = new LinkedHashMap<>();
    /** What the form was filled with at first; a new value there replaces what stands in the field. */
    final Map<String, Object> initial = new HashMap<>();
    /** Fields whose mistakes are shown: left once, or there when the footer was tapped. */
    final Set<String> checked = new HashSet<>();
    /** Fields that were changed since the endpoint's error message for them came. */
    final Set<String> corrected = new HashSet<>();

    /** Inputs whose select actions still run because the screen was rendered; nothing until it was. */
    @Nullable
    Queue<String> selectedAtFirst;

    Visit(FlowScreen screen, int number) {
        this.screen = screen;
        this.key = screen.id() + "#" + number;
    }

    String id() {
        return screen.id();
    }

    void clearErrors() {
        checked.clear();
        corrected.addAll(form.keySet());
    }
}
