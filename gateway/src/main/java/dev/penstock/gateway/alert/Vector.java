package dev.penstock.gateway.alert;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

/** Values by their labels, or one without any, which goes with all: a number. */
record Vector(Map<Map<String, String>, Double> values, boolean isNumber) {

    Vector {
        values = Map.copyOf(values);
    }

    static Vector of(double number) {
        return new Vector(Map.of(Map.of(), number), true);
    }

    static Vector of(Map<Map<String, String>, Double> values) {
        return new Vector(values, false);
    }

    private double number() {
        return values.getOrDefault(Map.of(), Double.NaN);
    }

    /** Each value with that of the same labels, or with the number. */
    Vector with(Vector other, DoubleBinaryOperator operator) {
        if (isNumber && other.isNumber) {
            return of(operator.applyAsDouble(number(), other.number()));
        }
        var result = new HashMap<Map<String, String>, Double>();
        (isNumber ? other : this).values.keySet().forEach(labels -> {
            var left = isNumber ? Double.valueOf(number()) : values.get(labels);
            var right = other.isNumber ? Double.valueOf(other.number()) : other.values.get(labels);
            if (left != null && right != null) {
                result.put(labels, operator.applyAsDouble(left, right));
            }
        });
        return of(result);
    }

    /** A condition between two values. */
    interface Condition {
        boolean holds(double left, double right);
    }

    /** Those values for which it holds. */
    Vector where(Vector other, Condition condition) {
        var kept = new HashMap<>(values);
        var holds = with(other, (left, right) -> condition.holds(left, right) ? 1 : 0);
        kept.keySet().removeIf(labels -> holds.values.getOrDefault(labels, 0.0) == 0);
        return new Vector(kept, isNumber);
    }

    /** Those whose labels the other has, too. */
    Vector and(Vector other) {
        var kept = new HashMap<>(values);
        kept.keySet().retainAll(other.values.keySet());
        return of(kept);
    }

    /** Put together by some of their labels. */
    Vector grouped(UnaryOperator<Map<String, String>> labels, DoubleBinaryOperator together) {
        var groups = new HashMap<Map<String, String>, Double>();
        values.forEach((all, value) -> groups.merge(labels.apply(all), value, together::applyAsDouble));
        return of(groups);
    }

    /** Labels with some of them only. */
    static UnaryOperator<Map<String, String>> only(Iterable<String> wanted) {
        return all -> {
            var kept = new TreeMap<String, String>();
            wanted.forEach(label -> {
                var value = all.getOrDefault(label, "");
                if (!value.isEmpty()) {
                    kept.put(label, value);
                }
            });
            return Map.copyOf(kept);
        };
    }

    /** Labels without some of them. */
    static UnaryOperator<Map<String, String>> without(Iterable<String> unwanted) {
        return all -> {
            var kept = new TreeMap<>(all);
            unwanted.forEach(kept::remove);
            return Map.copyOf(kept);
        };
    }
}
