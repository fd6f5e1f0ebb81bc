package dev.penstock.flowjson.check;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown at start-up when handlers and Flow JSON do not fit together. The message lists every problem. */
public final class UnpairedFlowException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The problems. */
    private final transient List<PairingProblem> problems;

    UnpairedFlowException(String flow, List<PairingProblem> problems) {
        super(problems.stream()
                .map(problem -> "- " + problem)
                .collect(Collectors.joining(
                        "\n", "The handlers of the Flow %s do not fit its Flow JSON:\n".formatted(flow), "")));
        this.problems = List.copyOf(problems);
    }

    /** {@return the problems, one at least} */
    public List<PairingProblem> problems() {
        return problems;
    }
}
