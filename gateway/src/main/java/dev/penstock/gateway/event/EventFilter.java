package dev.penstock.gateway.event;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which kinds of events a destination is told.
 *
 * @param types the kinds
 */
public record EventFilter(Set<EventType> types) {

    /** Everything. */
    public static final EventFilter ALL = new EventFilter(EnumSet.allOf(EventType.class));

    /** Copies the set. */
    public EventFilter {
        types = Set.copyOf(types);
    }

    /**
     * Reads names such as {@code flow.completed}, {@code flow.*} and {@code *}.
     *
     * @param names the names; none at all is everything
     * @return the filter
     * @throws IllegalArgumentException if there is no event of a name
     */
    public static EventFilter of(Collection<String> names) {
        Objects.requireNonNull(names, "names");
        return names.isEmpty()
                ? ALL
                : new EventFilter(names.stream().flatMap(EventFilter::named).collect(Collectors.toSet()));
    }

    private static Stream<EventType> named(String name) {
        var types = Stream.of(EventType.values())
                .filter(type -> name.equals("*")
                        || type.wireName().equals(name)
                        || (name.endsWith(".*") && type.wireName().startsWith(name.substring(0, name.length() - 1))))
                .toList();
        if (types.isEmpty()) {
            throw new IllegalArgumentException("There is no event \"%s\": there are %s."
                    .formatted(
                            name,
                            Stream.of(EventType.values())
                                    .map(EventType::wireName)
                                    .collect(Collectors.joining(", "))));
        }
        return types.stream();
    }

    /**
     * Tells whether the destination is told such events.
     *
     * @param type the kind
     * @return whether it is
     */
    public boolean accepts(EventType type) {
        return types.contains(type);
    }
}
