package dev.penstock.graph.templates;

import java.util.List;

/**
 * Thrown when a message does not fit the template that it is to be sent from; Meta would refuse it, or send something
 * else than was meant. The message names everything that is wrong, without the values.
 */
public final class TemplateMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    TemplateMismatchException(String template, List<String> problems) {
        super("The message does not fit the template \"%s\". %s".formatted(template, String.join(" ", problems)));
        this.problems = List.copyOf(problems);
    }

    /** {@return what is wrong, each in a sentence} */
    public List<String> problems() {
        return problems;
    }
}
