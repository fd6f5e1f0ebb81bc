package dev.penstock.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Says that a configuration cannot be used, and everything that is wrong with it. The message has a line for each
 * mistake.
 */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;

    /**
     * Creates the exception.
     *
     * @param mistakes at least one
     */
    public ConfigurationException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** {@return all mistakes, in the order of the file} */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
