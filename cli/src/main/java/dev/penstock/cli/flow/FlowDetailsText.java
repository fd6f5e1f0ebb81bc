package dev.penstock.cli.flow;

import dev.penstock.cli.Paint;
import dev.penstock.graph.flows.FlowDetails;
import dev.penstock.graph.flows.HealthStatus;
import dev.penstock.graph.flows.ValidationError;
import dev.penstock.webhook.event.FlowStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Flow at Meta, for people and for programs. */
final class FlowDetailsText {

    private FlowDetailsText() {}

    static String paintStatus(String status, Paint paint) {
        return switch (FlowStatus.parse(status)) {
            case PUBLISHED -> paint.green(status);
            case THROTTLED, BLOCKED -> paint.red(status);
            case DRAFT, DEPRECATED, UNKNOWN -> status;
        };
    }

    static String of(FlowDetails flow, Paint paint) {
        var text = new StringBuilder();
        line(text, "Flow", "%s (%s)".formatted(Paint.harmless(flow.name()), flow.id()));
        line(text, "status", paintStatus(flow.status().name(), paint));
        line(text, "categories", String.join(", ", flow.categories()));
        line(text, "Flow JSON", flow.jsonVersion().orElse("-"));
        line(text, "data API", flow.dataApiVersion().orElse("-"));
        line(text, "endpoint", Paint.harmless(flow.endpointUri().orElse("-")));
        line(text, "app", flow.applicationId().orElse("-"));
        line(text, "updated", flow.updatedAt().map(Instant::toString).orElse("-"));
        line(text, "can be sent", flow.health().map(HealthStatus::canSend).orElse("-"));
        problems(flow)
                .forEach(problem ->
                        text.append(paint.red("  " + Paint.harmless(problem))).append('\n'));
        return text.toString().stripTrailing();
    }

    /** What Meta has against it: errors in the Flow JSON, then what its health status says. */
    static List<String> problems(FlowDetails flow) {
        var errors = flow.validationErrors().stream().map(ValidationError::toString);
        var health = flow.health().stream()
                .flatMap(status -> status.entities().stream())
                .flatMap(entity -> entity.problems().stream()
                        .map(problem -> "%s: %s%s"
                                .formatted(
                                        entity.type(),
                                        problem.description(),
                                        problem.solution()
                                                .map(cure -> " Meta's advice: " + cure)
                                                .orElse(""))));
        return java.util.stream.Stream.concat(errors, health).collect(Collectors.toList());
    }

    static Map<String, Object> json(FlowDetails flow) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", flow.id().value());
        json.put("name", flow.name());
        json.put("status", flow.status().name());
        json.put("categories", flow.categories());
        flow.jsonVersion().ifPresent(version -> json.put("json_version", version));
        flow.dataApiVersion().ifPresent(version -> json.put("data_api_version", version));
        flow.endpointUri().ifPresent(uri -> json.put("endpoint_uri", uri));
        flow.applicationId().ifPresent(id -> json.put("application_id", id));
        flow.updatedAt().ifPresent(at -> json.put("updated_at", at.toString()));
        flow.health().ifPresent(health -> json.put("can_send_message", health.canSend()));
        json.put("problems", problems(flow));
        return json;
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-12s %s%n".formatted(name, value));
    }
}
