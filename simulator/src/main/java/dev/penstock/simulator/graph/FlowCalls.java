package dev.penstock.simulator.graph;

import dev.penstock.json.StrictJson;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls about Flows. */
final class FlowCalls {

    private final EmulatorState state;
    private final GraphEmulatorBuilder options;

    FlowCalls(EmulatorState state, GraphEmulatorBuilder options) {
        this.state = state;
        this.options = options;
    }

    GraphReply create(String account, GraphCall call) {
        var name = call.text("name").orElse("");
        var categories = call.list("categories").stream().map(String::valueOf).toList();
        if (name.isEmpty() || categories.isEmpty()) {
            return GraphReply.error(400, 100, "(#100) The parameters name and categories are required");
        }
        if (state.flowByName(account, name).isPresent()) {
            return GraphReply.error(400, 100, 4016019, "Flow name is not unique");
        }
        if (call.flag("publish") && call.text("flow_json").isEmpty()) {
            return GraphReply.error(400, 100, "(#100) publish needs flow_json");
        }
        var flow = new EmulatedFlow(
                state.newId(), account, name, categories, Optional.of(state.appId), state.clock.instant());
        flow.endpointUri = call.text("endpoint_uri");
        call.text("clone_flow_id").map(state.flows::get).ifPresent(source -> setJson(flow, source.draft.orElse("{}")));
        call.text("flow_json").ifPresent(json -> setJson(flow, json));
        state.flows.put(flow.id, flow);
        boolean published = call.flag("publish") && publishProblem(flow).isEmpty();
        if (published) {
            publish(flow);
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("id", flow.id);
        answer.put("success", true);
        answer.put("validation_errors", flow.errors);
        return GraphReply.ok(answer);
    }

    GraphReply update(EmulatedFlow flow, GraphCall call) {
        if (flow.status == EmulatedFlow.Status.DEPRECATED) {
            return GraphReply.error(400, 139001, "Flow can't be updated");
        }
        var uri = call.text("endpoint_uri");
        if (uri.isPresent() && !uri.get().matches("https?://.+")) {
            return GraphReply.error(400, 100, "(#100) Invalid endpoint URI");
        }
        call.text("name").ifPresent(name -> flow.name = name);
        if (!call.list("categories").isEmpty()) {
            flow.categories =
                    call.list("categories").stream().map(String::valueOf).toList();
        }
        uri.ifPresent(text -> flow.endpointUri = Optional.of(text));
        call.text("application_id").ifPresent(app -> flow.applicationId = Optional.of(app));
        flow.updatedAt = state.clock.instant();
        return GraphReply.success();
    }

    GraphReply upload(EmulatedFlow flow, GraphCall call) {
        var file = call.text("file");
        if (file.isEmpty() || !"FLOW_JSON".equals(call.text("asset_type").orElse(""))) {
            return GraphReply.error(400, 100, "(#100) file and asset_type FLOW_JSON are required");
        }
        if (flow.status == EmulatedFlow.Status.DEPRECATED) {
            return GraphReply.error(400, 139001, "Flow can't be updated");
        }
        setJson(flow, file.get());
        flow.status = EmulatedFlow.Status.DRAFT;
        return GraphReply.ok(Map.of("success", true, "validation_errors", flow.errors));
    }

    GraphReply publish(EmulatedFlow flow, GraphCall ignored) {
        var problem = publishProblem(flow);
        if (problem.isPresent()) {
            return GraphReply.error(400, 139002, "Publishing Flow has failed: " + problem.get());
        }
        publish(flow);
        return GraphReply.success();
    }

    GraphReply deprecate(EmulatedFlow flow) {
        if (flow.status != EmulatedFlow.Status.PUBLISHED && flow.status != EmulatedFlow.Status.THROTTLED) {
            return GraphReply.error(400, 139003, "Flow can't be deprecated");
        }
        flow.status = EmulatedFlow.Status.DEPRECATED;
        return GraphReply.success();
    }

    GraphReply delete(EmulatedFlow flow) {
        if (flow.status != EmulatedFlow.Status.DRAFT || flow.published.isPresent()) {
            return GraphReply.error(400, 139004, "Flow can't be deleted");
        }
        state.flows.remove(flow.id);
        return GraphReply.success();
    }

    GraphReply assets(EmulatedFlow flow) {
        List<Map<String, Object>> files = flow.draft.isEmpty()
                ? List.of()
                : List.of(Map.of(
                        "name",
                        "flow.json",
                        "asset_type",
                        "FLOW_JSON",
                        "download_url",
                        "https://cdn.example/flow.json"));
        return GraphReply.ok(Map.of("data", files, "paging", Map.of()));
    }

    GraphReply migrate(String to, GraphCall call) {
        var names = call.list("source_flow_names");
        var migrated = new ArrayList<Map<String, Object>>();
        var failed = new ArrayList<Map<String, Object>>();
        for (var source : state.flowsOf(call.text("source_waba_id").orElse(""))) {
            if (!names.isEmpty() && !names.contains(source.name)) {
                continue;
            }
            if (state.flowByName(to, source.name).isPresent()) {
                failed.add(Map.of(
                        "source_name", source.name, "error_code", "4233041", "error_message", "Name exists already."));
                continue;
            }
            var copy = new EmulatedFlow(
                    state.newId(), to, source.name, source.categories, source.applicationId, state.clock.instant());
            source.draft.ifPresent(json -> setJson(copy, json));
            copy.status = source.status;
            copy.published = source.published;
            copy.endpointUri = source.endpointUri;
            state.flows.put(copy.id, copy);
            migrated.add(Map.of("source_name", source.name, "source_id", source.id, "migrated_id", copy.id));
        }
        return GraphReply.ok(Map.of("migrated_flows", migrated, "failed_flows", failed));
    }

    GraphReply details(EmulatedFlow flow, String fields) {
        var answer = summary(flow);
        version(flow, "version").ifPresent(version -> answer.put("json_version", version));
        version(flow, "data_api_version").ifPresent(version -> answer.put("data_api_version", version));
        flow.endpointUri.ifPresent(uri -> answer.put("endpoint_uri", uri));
        flow.applicationId.ifPresent(app -> answer.put("application", Map.of("id", app)));
        answer.put("whatsapp_business_account", Map.of("id", flow.accountId));
        answer.put("updated_at", flow.updatedAt.toString().replaceFirst("(\\.[0-9]+)?Z$", "+0000"));
        if (fields.contains("preview")) {
            flow.previews += fields.contains("invalidate(true)") ? 1 : 0;
            var expires =
                    state.clock.instant().plus(Duration.ofDays(30)).toString().replaceFirst("(\\.[0-9]+)?Z$", "+0000");
            answer.put(
                    "preview",
                    Map.of(
                            "preview_url",
                            "https://business.facebook.com/wa/manage/flows/" + flow.id + "/preview/?token="
                                    + flow.previews,
                            "expires_at",
                            expires));
        }
        if (fields.contains("health_status")) {
            answer.put("health_status", health(flow));
        }
        return GraphReply.ok(answer);
    }

    Map<String, Object> summary(EmulatedFlow flow) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("id", flow.id);
        answer.put("name", flow.name);
        answer.put("status", flow.status.name());
        answer.put("categories", flow.categories);
        answer.put("validation_errors", flow.errors);
        return answer;
    }

    private Map<String, Object> health(EmulatedFlow flow) {
        var can = switch (flow.status) {
            case PUBLISHED -> "AVAILABLE";
            case THROTTLED -> "LIMITED";
            case DRAFT, DEPRECATED, BLOCKED -> "BLOCKED";
        };
        var entity = new LinkedHashMap<String, Object>();
        entity.put("entity_type", "FLOW");
        entity.put("id", flow.id);
        entity.put("can_send_message", can);
        publishProblem(flow)
                .filter(problem -> flow.status == EmulatedFlow.Status.DRAFT)
                .ifPresent(problem -> entity.put(
                        "errors",
                        List.of(Map.of(
                                "error_code",
                                131000,
                                "error_description",
                                problem,
                                "possible_solution",
                                "Repair it."))));
        return Map.of("can_send_message", can, "entities", List.of(entity));
    }

    private void setJson(EmulatedFlow flow, String json) {
        flow.draft = Optional.of(json);
        flow.errors = List.copyOf(options.validator.validate(json));
        flow.updatedAt = state.clock.instant();
    }

    private void publish(EmulatedFlow flow) {
        flow.status = EmulatedFlow.Status.PUBLISHED;
        flow.published = flow.draft;
        flow.updatedAt = state.clock.instant();
    }

    private Optional<String> publishProblem(EmulatedFlow flow) {
        if (flow.status != EmulatedFlow.Status.DRAFT) {
            return Optional.of("flow_status: it is not a draft");
        }
        if (flow.draft.isEmpty() || !flow.errors.isEmpty()) {
            return Optional.of("flow_json: it is missing or has errors");
        }
        if (version(flow, "data_api_version").isEmpty()) {
            return Optional.empty();
        }
        if (flow.endpointUri.isEmpty()) {
            return Optional.of("endpoint_uri: it is not set");
        }
        if (flow.applicationId.isEmpty()) {
            return Optional.of("app_check: no app is linked");
        }
        if (state.numbersOf(flow.accountId).stream().noneMatch(number -> number.key.isPresent())) {
            return Optional.of("public_key: no number has a signed key");
        }
        if (state.subscriptionsOf(flow.accountId).isEmpty()) {
            return Optional.of("webhooks: the account is not subscribed");
        }
        if (options.appSecret.isPresent()
                && state.webhook
                        .filter(webhook -> webhook.fields().contains("flows"))
                        .isEmpty()) {
            return Optional.of("webhooks: the app is not subscribed to the field flows");
        }
        return options.healthCheck.test(URI.create(flow.endpointUri.get()))
                ? Optional.empty()
                : Optional.of("endpoint_availability: the endpoint does not answer the health check");
    }

    private static Optional<String> version(EmulatedFlow flow, String name) {
        if (flow.draft.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(StrictJson.readObject(flow.draft.get()).get(name))
                    .map(String::valueOf);
        } catch (dev.penstock.json.JsonFormatException malformed) {
            return Optional.empty();
        }
    }
}
