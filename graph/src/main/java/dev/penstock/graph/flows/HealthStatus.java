package dev.penstock.graph.flows;

import dev.penstock.internal.Fields;
import java.util.List;
import java.util.Optional;

/**
 * Whether messages with a Flow can be sent, as Meta sees it.
 *
 * @param canSend {@code AVAILABLE}, {@code LIMITED} or {@code BLOCKED}; a throttled Flow is limited
 * @param entities each thing that has a part in it
 */
public record HealthStatus(String canSend, List<Entity> entities) {

    /** Copies the list. */
    public HealthStatus {
        entities = List.copyOf(entities);
    }

    /**
     * One thing that has a part in sending.
     *
     * @param type its kind, such as {@code FLOW}, {@code WABA}, {@code BUSINESS}, {@code APP}
     * @param id its id
     * @param canSend as for the whole
     * @param problems what is wrong with it
     */
    public record Entity(String type, String id, String canSend, List<Problem> problems) {

        /** Copies the list. */
        public Entity {
            problems = List.copyOf(problems);
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param code Meta's error code; 131000 for a failing check before publishing
     * @param description what is wrong; a failing check begins with its name, such as {@code endpoint_uri:}
     * @param solution what Meta suggests
     */
    public record Problem(String code, String description, Optional<String> solution) {}

    static HealthStatus of(Fields fields) {
        return new HealthStatus(
                fields.text("can_send_message").orElse("UNKNOWN"),
                fields.objects("entities").stream().map(HealthStatus::entity).toList());
    }

    private static Entity entity(Fields fields) {
        return new Entity(
                fields.text("entity_type").orElse("UNKNOWN"),
                fields.textOrNumber("id").orElse(""),
                fields.text("can_send_message").orElse("UNKNOWN"),
                fields.objects("errors").stream()
                        .map(error -> new Problem(
                                error.textOrNumber("error_code").orElse(""),
                                error.text("error_description").orElse(""),
                                error.text("possible_solution")))
                        .toList());
    }
}
