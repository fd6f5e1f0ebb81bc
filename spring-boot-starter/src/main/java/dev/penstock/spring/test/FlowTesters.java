package dev.penstock.spring.test;

import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.testing.FlowTester;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** A tester for each Flow of the application, a bean in a {@link FlowTest}. Immutable and thread-safe. */
public final class FlowTesters {

    private final Map<String, FlowTester> byName;

    FlowTesters(Map<String, FlowTester> byName) {
        this.byName = Map.copyOf(byName);
    }

    /**
     * Finds the tester of a Flow.
     *
     * @param flow the name of the Flow
     * @return its tester
     * @throws PenstockConfigurationException if there is no such Flow
     */
    public FlowTester of(String flow) {
        Objects.requireNonNull(flow, "flow");
        return Optional.ofNullable(byName.get(flow))
                .orElseThrow(() -> new PenstockConfigurationException(
                        "There is no Flow %s in this test.".formatted(flow), found()));
    }

    FlowTester only() {
        if (byName.size() != 1) {
            throw new PenstockConfigurationException(
                    "A FlowTester can be injected where there is one Flow.",
                    byName.isEmpty() ? found() : found() + " Inject FlowTesters and ask for one by its name.");
        }
        return byName.values().iterator().next();
    }

    private String found() {
        return byName.isEmpty()
                ? "None was found: a @FlowTest looks for @FlowController, and for configurations with a bean of the"
                        + " type Flow, at and below the package of the @SpringBootApplication. Others are to be"
                        + " imported."
                : "The names are: %s.".formatted(String.join(", ", new TreeSet<>(byName.keySet())));
    }

    @Override
    public String toString() {
        return "FlowTesters" + new TreeSet<>(byName.keySet());
    }
}
