package dev.penstock.graph.messages;

import dev.penstock.id.FlowId;

/** Names the Flow that a message opens. */
public sealed interface FlowReference {

    /**
     * By its id.
     *
     * @param id the id
     */
    record ById(FlowId id) implements FlowReference {}

    /**
     * By its name; the message breaks when the Flow is renamed.
     *
     * @param name the name
     */
    record ByName(String name) implements FlowReference {}
}
