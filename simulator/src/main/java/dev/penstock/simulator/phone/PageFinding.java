package dev.penstock.simulator.phone;

/**
 * Something the linter found in the Flow JSON, for the page to show.
 *
 * @param severity {@code error} or {@code warning}
 * @param code the code of the finding
 * @param text what is wrong, in a sentence
 * @param line the line of the Flow JSON, counted from 1
 */
public record PageFinding(String severity, String code, String text, int line) {}
