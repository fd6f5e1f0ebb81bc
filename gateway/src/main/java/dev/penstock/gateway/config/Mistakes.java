package dev.penstock.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of it is said at once. Not thread-safe. */
final class Mistakes {

    /** Who has more than this begins with these. */
    private static final int MOST = 200;

    private final List<Mistake> found = new ArrayList<>();

    void add(Where where, String sentence) {
        if (found.size() < MOST) {
            found.add(new Mistake(where, sentence));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void addAll(List<Mistake> others) {
        others.forEach(each -> add(each.where(), each.sentence()));
    }

    /** In the order of the files. */
    List<Mistake> list() {
        return found.stream()
                .sorted(Comparator.comparing((Mistake each) -> each.where().source())
                        .thenComparing(each -> each.where().line())
                        .thenComparing(each -> each.where().column()))
                .distinct()
                .toList();
    }

    void refuseAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(list());
        }
    }
}
