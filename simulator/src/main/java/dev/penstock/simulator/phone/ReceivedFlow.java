package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message with a Flow that comes into the chat of a phone. Immutable. */
public final class ReceivedFlow {

    private final FlowJson flow;
    private final String text;
    private final String callToAction;
    private final String flowToken;
    private @Nullable String header;
    private @Nullable String footer;
    private @Nullable String flowTokenSignature;
    private @Nullable String startScreen;
    private Map<String, Object> startData = Map.of();

    private ReceivedFlow(FlowJson flow, String text, String callToAction, String flowToken) {
        this.flow = Objects.requireNonNull(flow, "flow");
        this.text = Objects.requireNonNull(text, "text");
        this.callToAction = Objects.requireNonNull(callToAction, "callToAction");
        this.flowToken = Objects.requireNonNull(flowToken, "flowToken");
    }

    /**
     * A message of one text and a button, whose Flow asks the endpoint for its first screen ({@code data_exchange}).
     *
     * @param flow the Flow that opens with it
     * @param text the text of the message
     * @param callToAction the words on its button
     * @param flowToken the flow token that requests carry
     * @return the message
     */
    public static ReceivedFlow of(FlowJson flow, String text, String callToAction, String flowToken) {
        return new ReceivedFlow(flow, text, callToAction, flowToken);
    }

    /**
     * Returns the message with a line above its text.
     *
     * @param header the line
     * @return a copy
     */
    public ReceivedFlow withHeader(String header) {
        Objects.requireNonNull(header, "header");
        return with(copy -> copy.header = header);
    }

    /**
     * Returns the message with a line below its text.
     *
     * @param footer the line
     * @return a copy
     */
    public ReceivedFlow withFooter(String footer) {
        Objects.requireNonNull(footer, "footer");
        return with(copy -> copy.footer = footer);
    }

    /**
     * Returns the message with what vouches for its flow token, as the data API 4.0 has it.
     *
     * @param flowTokenSignature the signature that requests carry
     * @return a copy
     */
    public ReceivedFlow withFlowTokenSignature(String flowTokenSignature) {
        Objects.requireNonNull(flowTokenSignature, "flowTokenSignature");
        return with(copy -> copy.flowTokenSignature = flowTokenSignature);
    }

    /**
     * Returns the message with a screen to open at once ({@code navigate}).
     *
     * @param screen its id
     * @param data its data
     * @return a copy
     */
    public ReceivedFlow withStartScreen(String screen, Map<String, Object> data) {
        Objects.requireNonNull(screen, "screen");
        var copied = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        return with(copy -> {
            copy.startScreen = screen;
            copy.startData = copied;
        });
    }

    private ReceivedFlow with(Consumer<ReceivedFlow> change) {
        var copy = new ReceivedFlow(flow, text, callToAction, flowToken);
        copy.header = header;
        copy.footer = footer;
        copy.flowTokenSignature = flowTokenSignature;
        copy.startScreen = startScreen;
        copy.startData = startData;
        change.accept(copy);
        return copy;
    }

    FlowJson flow() {
        return flow;
    }

    String flowToken() {
        return flowToken;
    }

    Optional<String> flowTokenSignature() {
        return Optional.ofNullable(flowTokenSignature);
    }

    Optional<String> startScreen() {
        return Optional.ofNullable(startScreen);
    }

    Map<String, Object> startData() {
        return startData;
    }

    /** What the chat shows of it. */
    ChatMessage message() {
        return new ChatMessage(Optional.ofNullable(header), text, Optional.ofNullable(footer), callToAction);
    }

    /** Shows neither text nor token nor data. */
    @Override
    public String toString() {
        return "ReceivedFlow[%s]".formatted(startScreen().orElse("data_exchange"));
    }
}
