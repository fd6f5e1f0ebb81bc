package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message with a Flow that comes into the chat of a phone.
 *
 * @param flow the Flow that opens with it
 * @param text the text of the message
 * @param callToAction the words on its button
 * @param flowToken the flow token that requests carry
 * @param flowTokenSignature what vouches for the token, as the data API 4.0 has it
 * @param startScreen the screen to open ({@code navigate}); if empty, the endpoint is asked ({@code data_exchange})
 * @param startData the data of that screen
 */
public record ReceivedFlow(
        FlowJson flow,
        String text,
        String callToAction,
        String flowToken,
        Optional<String> flowTokenSignature,
        Optional<String> startScreen,
        Map<String, Object> startData) {

    /** Copies the data. */
    public ReceivedFlow {
        startData = Collections.unmodifiableMap(new LinkedHashMap<>(startData));
    }

    /** Shows neither text nor token nor data. */
    @Override
    public String toString() {
        return "ReceivedFlow[%s]".formatted(startScreen.orElse("data_exchange"));
    }
}
