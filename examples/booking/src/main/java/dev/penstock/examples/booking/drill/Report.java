package dev.penstock.examples.booking.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a drill counted, and what went wrong. Thread-safe. */
public final class Report {

    private static final int MAX_PROBLEMS = 50;

    private final String drill;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long problemCount;

    Report(String drill) {
        this.drill = drill;
    }

    synchronized void add(String name, long count) {
        values.merge(name, count, (before, more) -> (Long) before + (Long) more);
    }

    synchronized void max(String name, long value) {
        values.merge(name, value, (before, now) -> Math.max((Long) before, (Long) now));
    }

    synchronized void put(String name, Object value) {
        values.put(name, value);
    }

    synchronized long get(String name) {
        return values.get(name) instanceof Long count ? count : 0;
    }

    synchronized void problem(String what) {
        problemCount++;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(what);
        }
    }

    void require(boolean isTrue, String problem) {
        if (!isTrue) {
            problem(problem);
        }
    }

    /** {@return whether nothing went wrong} */
    public synchronized boolean isFine() {
        return problemCount == 0;
    }

    /** {@return what was counted, for programs} */
    public synchronized Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("drill", drill);
        map.put("fine", isFine());
        map.put("counted", new LinkedHashMap<>(values));
        map.put("problem_count", problemCount);
        map.put("problems", List.copyOf(problems));
        return map;
    }

    /** {@return what was counted, for people} */
    public synchronized String text() {
        var text = new StringBuilder("Drill %s: %s%n".formatted(drill, isFine() ? "nothing went wrong" : "FAILED"));
        values.forEach((name, value) -> text.append("  %-62s %10s%n".formatted(name, value)));
        if (problemCount > 0) {
            text.append("  %d problems, the first of them:%n".formatted(problemCount));
            problems.forEach(problem -> text.append("    ").append(problem).append(System.lineSeparator()));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
