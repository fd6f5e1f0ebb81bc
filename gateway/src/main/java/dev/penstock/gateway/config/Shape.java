package dev.penstock.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A group of keys: which there are, and which of them go together.
 *
 * @param name how messages call it; empty for the whole file
 * @param keys in the order of the reference
 * @param rules what holds between them
 * @param isSecret whether a text in its place is a secret written down
 */
record Shape(String name, List<Key> keys, List<Rule> rules, boolean isSecret) {

    Shape {
        keys = List.copyOf(keys);
        rules = List.copyOf(rules);
    }

    /** What holds between keys. */
    sealed interface Rule {}

    /** One of these has to be there, and no more than one of them. */
    record ExactlyOne(List<String> keys) implements Rule {}

    /** No more than one of these may be there. */
    record AtMostOne(List<String> keys) implements Rule {}

    /** The first makes sense only with one of the others. */
    record Needs(String key, List<String> others) implements Rule {}

    static Shape of(String name, List<Key> keys, Rule... rules) {
        return new Shape(name, keys, List.of(rules), false);
    }

    static Shape of(String name, Key... keys) {
        return new Shape(name, List.of(keys), List.of(), false);
    }

    Shape asSecret() {
        return new Shape(name, keys, rules, true);
    }

    Shape and(List<Key> more, Rule... moreRules) {
        var allKeys = new ArrayList<>(keys);
        allKeys.addAll(more);
        var allRules = new ArrayList<>(rules);
        allRules.addAll(List.of(moreRules));
        return new Shape(name, allKeys, allRules, isSecret);
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    Optional<Key> key(String wanted) {
        return keys.stream().filter(key -> key.name().equals(wanted)).findFirst();
    }

    /** How a message says where a key is. */
    String in() {
        return name.isEmpty() ? "" : " in " + name;
    }
}
