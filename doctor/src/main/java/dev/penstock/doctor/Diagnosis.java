package dev.penstock.doctor;

import dev.penstock.graph.GraphException;

/**
 * What one check found, for people. Holds no secret and nothing of a payload.
 *
 * @param check what was checked
 * @param verdict what came of it
 * @param found what was found; for red the cause, for skipped what is missing
 * @param cure what to do about it; empty unless red
 */
public record Diagnosis(String check, CheckOutcome verdict, String found, String cure) {

    static Diagnosis green(String check, String found) {
        return new Diagnosis(check, CheckOutcome.GREEN, found, "");
    }

    static Diagnosis red(String check, String found, String cure) {
        return new Diagnosis(check, CheckOutcome.RED, found, cure);
    }

    /** Our own exceptions say in their message what happened, without a secret. */
    static Diagnosis broken(String check, RuntimeException cause, String cure) {
        return red(check, String.valueOf(cause.getMessage()), cure);
    }

    static Diagnosis refused(String check, GraphException refused) {
        return red(check, refused.happened(), refused.advice().orElse("Look at what Meta says."));
    }

    static Diagnosis skipped(String check, String missing) {
        return new Diagnosis(check, CheckOutcome.SKIPPED, missing, "");
    }
}
