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
 * @param header a line above the text, if there is one
 * @param text the text of the message
 * @param footer a line below the text, if there is one
 * @param callToAction the words on its button
 * @param flowToken the flow token that requests carry
 * @param flowTokenSignature what vouches for the token, as the data API 4.0 has it
 * @param startScreen the screen to open ({@code navigate}); if empty, the endpoint is asked ({@code data_exchange})
 * @param startData the data of that screen
 */
public record ReceivedFlow(
        FlowJson flow,
        Optional<String> header,
        String text,
        Optional<String> footer,
        String callToAction,
        String flowToken,
        Optional<String> flowTokenSignature,
        Optional<String> startScreen,
        Map<String, Object> startData) {

    /** Copies the data. */
    public ReceivedFlow {
        startData = Collections.unmodifiableMap(new LinkedHashMap<>(startData));
    }

    /** What the chat shows of it. */
    ChatMessage message() {
        return new ChatMessage(header, text, footer, callToAction);
    }

    /** Shows neither text nor token nor data. */
    @Override
    public String toString() {
        return "ReceivedFlow[%s]".formatted(startScreen.orElse("data_exchange"));
    }
}
