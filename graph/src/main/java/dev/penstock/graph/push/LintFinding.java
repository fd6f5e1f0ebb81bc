package dev.penstock.graph.push;

/**
 * Something that a check found in a Flow JSON before it went anywhere.
 *
 * @param isError whether it keeps the Flow from being pushed; otherwise it is a warning
 * @param message what it is and where, for people
 */
public record LintFinding(boolean isError, String message) {}
