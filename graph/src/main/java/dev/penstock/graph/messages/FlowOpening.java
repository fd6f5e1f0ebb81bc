package dev.penstock.graph.messages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a Flow gets its first screen when the message is tapped. */
public sealed interface FlowOpening {

    /** {@return the opening that asks the endpoint ({@code flow_action: data_exchange})} */
    static FlowOpening askEndpoint() {
        return new AskEndpoint();
    }

    /**
     * Opens on a screen without asking the endpoint.
     *
     * @param screen the screen, one without a screen before it
     * @param data its data
     * @return the opening
     */
    static FlowOpening onScreen(String screen, Map<String, Object> data) {
        return new OnScreen(Optional.of(screen), data);
    }

    /** {@return the opening on the first screen, without data} */
    static FlowOpening onFirstScreen() {
        return new OnScreen(Optional.empty(), Map.of());
    }

    /** The endpoint is asked with {@code INIT}. */
    record AskEndpoint() implements FlowOpening {}

    /**
     * The phone shows a screen by itself ({@code flow_action: navigate}).
     *
     * @param screen the screen; empty for the first one of the Flow
     * @param data its data; Meta takes no empty object, so an empty map is left out
     */
    record OnScreen(Optional<String> screen, Map<String, Object> data) implements FlowOpening {

        /** Copies the data. */
        public OnScreen {
            data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }

        @Override
        public String toString() {
            return "OnScreen[" + screen.orElse("first") + "]";
        }
    }
}
