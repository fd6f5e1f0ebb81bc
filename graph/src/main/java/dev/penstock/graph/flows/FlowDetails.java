package dev.penstock.graph.flows;

import dev.penstock.graph.internal.Required;
import dev.penstock.id.FlowId;
import dev.penstock.internal.Fields;
import dev.penstock.webhook.event.FlowStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Meta knows about a Flow. A list of Flows has the first five fields only.
 *
 * @param id its id
 * @param name its name
 * @param status its state
 * @param categories its categories
 * @param validationErrors the errors in its Flow JSON
 * @param jsonVersion the version of its Flow JSON
 * @param dataApiVersion the version of its data API, if it has an endpoint
 * @param endpointUri the URL of its endpoint
 * @param accountId the id of its WhatsApp Business Account
 * @param applicationId the id of the app that is linked to it, whose secret signs the requests
 * @param updatedAt when it was changed last
 * @param preview its preview
 * @param health whether messages with it can be sent, and what hinders them
 */
public record FlowDetails(
        FlowId id,
        String name,
        FlowStatus status,
        List<String> categories,
        List<ValidationError> validationErrors,
        Optional<String> jsonVersion,
        Optional<String> dataApiVersion,
        Optional<String> endpointUri,
        Optional<String> accountId,
        Optional<String> applicationId,
        Optional<Instant> updatedAt,
        Optional<FlowPreview> preview,
        Optional<HealthStatus> health) {

    static final String ALL_FIELDS =
            "id,name,status,categories,validation_errors,json_version,data_api_version,endpoint_uri,"
                    + "preview,whatsapp_business_account,application,updated_at,health_status";

    /** Copies the lists. */
    public FlowDetails {
        categories = List.copyOf(categories);
        validationErrors = List.copyOf(validationErrors);
    }

    static FlowDetails of(Fields fields) {
        return new FlowDetails(
                new FlowId(Required.text(fields, "id")),
                fields.text("name").orElse(""),
                FlowStatus.parse(fields.text("status").orElse("")),
                fields.texts("categories"),
                ValidationError.listOf(fields),
                fields.textOrNumber("json_version"),
                fields.textOrNumber("data_api_version"),
                fields.filled("endpoint_uri"),
                fields.object("whatsapp_business_account").flatMap(account -> account.textOrNumber("id")),
                fields.object("application").flatMap(app -> app.textOrNumber("id")),
                fields.time("updated_at"),
                fields.object("preview").flatMap(FlowPreview::of),
                fields.object("health_status").map(HealthStatus::of));
    }
}
