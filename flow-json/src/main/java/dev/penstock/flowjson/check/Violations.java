package dev.penstock.flowjson.check;

import dev.penstock.event.ResponseViolation;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one answer, up to a limit. Costs nothing while nothing is found. */
final class Violations {

    private static final int MAX = 20;
    private static final int MAX_NAME = 60;

    private List<ResponseViolation> found = List.of();

    void error(String path, String message) {
        add(new ResponseViolation(path, message));
    }

    void warning(String path, String message) {
        add(ResponseViolation.warning(path, message));
    }

    void add(ResponseViolation violation) {
        if (found.isEmpty()) {
            found = new ArrayList<>();
        }
        if (found.size() < MAX) {
            found.add(violation);
        }
    }

    List<ResponseViolation> all() {
        return List.copyOf(found);
    }

    /** A name of an answer, which may be of any length. */
    static String shown(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
    }
}
