package dev.penstock.gateway.config;

import java.util.List;

/**
 * What came of reading a configuration again.
 *
 * @param mistakes what is wrong; then everything stays as it was
 * @param needRestart what has changed but holds only after a restart
 */
public record Reload(List<Mistake> mistakes, List<String> needRestart) {

    /** Copies the lists. */
    public Reload {
        mistakes = List.copyOf(mistakes);
        needRestart = List.copyOf(needRestart);
    }

    /** {@return whether the new state is served} */
    public boolean isDone() {
        return mistakes.isEmpty();
    }

    /** {@return the outcome in a few lines, for an operator} */
    public String words() {
        if (!isDone()) {
            return "Nothing was changed, since the configuration has mistakes:\n"
                    + String.join("\n", mistakes.stream().map(Mistake::toString).toList()) + "\n";
        }
        return needRestart.isEmpty()
                ? "The configuration was read again.\n"
                : "The configuration was read again; what has changed in %s needs a restart.\n"
                        .formatted(String.join(", ", needRestart));
    }
}
