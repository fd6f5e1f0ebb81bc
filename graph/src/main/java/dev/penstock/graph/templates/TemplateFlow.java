package dev.penstock.graph.templates;

import dev.penstock.id.FlowId;

/** Which Flow the button of a template opens. */
public sealed interface TemplateFlow {

    /**
     * A published Flow, by its id.
     *
     * @param id the id
     */
    record ById(FlowId id) implements TemplateFlow {}

    /**
     * A published Flow, by its name.
     *
     * @param name the name
     */
    record ByName(String name) implements TemplateFlow {}

    /**
     * A Flow that is made with the template; it has no endpoint.
     *
     * @param flowJson its Flow JSON
     */
    record Inline(String flowJson) implements TemplateFlow {

        @Override
        public String toString() {
            return "Inline[" + flowJson.length() + " characters]";
        }
    }
}
