package dev.penstock.conformance.load;

import dev.penstock.testing.Exchange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one person asks, from the first request to the last. A load sends it again and again, each time as another
 * person: newly encrypted, and with another flow token.
 *
 * <p>Immutable. Its text never shows a payload.
 *
 * @param name what it is called in reports
 * @param requests the clear requests, in order, at least one
 */
public record Conversation(String name, List<Map<String, Object>> requests) {

    /**
     * Copies the requests.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Conversation {
        if (requests.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nothing of \"%s\" was answered with status 200, so there is nothing to ask again."
                            .formatted(name));
        }
        requests = requests.stream()
                .map(request -> Collections.unmodifiableMap(new LinkedHashMap<>(request)))
                .toList();
    }

    /**
     * Takes over what was asked, for example by a played scenario. What was not answered
     * with status 200 is left out: a first try that ended in 421, or a flow token that is no longer valid.
     *
     * @param name what it is called in reports
     * @param exchanges the exchanges, in order
     * @return the conversation
     * @throws IllegalArgumentException if nothing was answered with status 200
     */
    public static Conversation of(String name, List<Exchange> exchanges) {
        return new Conversation(
                name,
                exchanges.stream()
                        .filter(exchange -> exchange.status() == 200)
                        .map(Exchange::request)
                        .toList());
    }

    /** {@return how often each action is asked, in the form of a mix, such as {@code init=1,data_exchange=2}} */
    public String proportions() {
        return requests.stream()
                .collect(Collectors.groupingBy(Conversation::action, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(counted -> counted.getKey() + "=" + counted.getValue())
                .collect(Collectors.joining(","));
    }

    static String action(Map<String, Object> request) {
        return String.valueOf(request.get("action")).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "Conversation[%s]".formatted(proportions());
    }
}
