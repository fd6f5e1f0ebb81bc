package dev.penstock.graph.doctor;

import dev.penstock.graph.GraphException;

/**
 * What one check found, for people. Holds no secret and nothing of a payload.
 *
 * @param check what was checked
 * @param verdict what came of it
 * @param found what was found; for red the cause, for skipped what is missing
 * @param cure what to do about it; empty unless red
 */
public record Finding(String check, Verdict verdict, String found, String cure) {

    static Finding green(String check, String found) {
        return new Finding(check, Verdict.GREEN, found, "");
    }

    static Finding red(String check, String found, String cure) {
        return new Finding(check, Verdict.RED, found, cure);
    }

    /** Our own exceptions say in their message what happened, without a secret. */
    static Finding broken(String check, RuntimeException cause, String cure) {
        return red(check, String.valueOf(cause.getMessage()), cure);
    }

    static Finding refused(String check, GraphException refused) {
        return red(check, refused.happened(), refused.advice().orElse("Look at what Meta says."));
    }

    static Finding skipped(String check, String missing) {
        return new Finding(check, Verdict.SKIPPED, missing, "");
    }
}
