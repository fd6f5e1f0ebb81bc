package dev.penstock.simulator.graph;

import java.util.Optional;

/**
 * What a phone shows of a template, and what its Flow button does.
 *
 * @param text the body with its values
 * @param buttonText the words on the Flow button
 * @param asksEndpoint whether the button asks the endpoint for the first screen
 * @param screen the screen that it opens otherwise; empty for the first one of the Flow
 */
public record ShownTemplate(String text, String buttonText, boolean asksEndpoint, Optional<String> screen) {

    /** Shows nothing of the text. */
    @Override
    public String toString() {
        return "ShownTemplate[" + (asksEndpoint ? "data_exchange" : screen.orElse("first screen")) + "]";
    }
}
