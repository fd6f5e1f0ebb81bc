package dev.penstock.flowjson.openapi;

import static dev.penstock.flowjson.openapi.DataSchemas.constant;
import static dev.penstock.flowjson.openapi.DataSchemas.described;
import static dev.penstock.flowjson.openapi.DataSchemas.object;
import static dev.penstock.flowjson.openapi.DataSchemas.reference;
import static dev.penstock.flowjson.openapi.DataSchemas.type;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.PascalCase;
import dev.penstock.json.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes an OpenAPI 3.1 document of a backend behind the gateway: what it is asked, and what it may answer, with one
 * schema for each screen and action. Generators of many languages make typed code of it.
 *
 * <p>For a screen {@code APPOINTMENT} the schemas are {@code AppointmentData} and {@code AppointmentScreen} (the
 * answer that shows it), {@code AppointmentSubmission} (its {@code data_exchange}), {@code AppointmentBack}, and
 * {@code AppointmentCompletion} (what it completes the Flow with). Thread-safe.
 */
public final class OpenApiGenerator {

    private final FlowJson flow;
    private final Map<String, Object> schemas = new LinkedHashMap<>();
    private final List<Map<String, Object>> requests = new ArrayList<>();
    private final List<Map<String, Object>> answers = new ArrayList<>();

    private OpenApiGenerator(FlowJson flow) {
        this.flow = flow;
    }

    /**
     * Writes the document.
     *
     * @param flow the Flow JSON; lint it first
     * @param title the title of the document, such as the name of the Flow
     * @return the text of the document, in JSON
     */
    public static String generate(FlowJson flow, String title) {
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(title, "title");
        return StrictJson.writePretty(new OpenApiGenerator(flow).document(title)) + "\n";
    }

    private Map<String, Object> document(String title) {
        request(
                "Init",
                "INIT",
                type("string"),
                type("object"),
                "The person opens the Flow: answer with the first screen.");
        var names = names();
        for (var screen : flow.screens()) {
            addScreen(screen, names.getOrDefault(screen.id(), PascalCase.of(screen.id())));
        }
        addShortAnswers();
        schemas.put(PayloadSchemas.PICKED_FILE, pickedFile());
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put("info", info(title));
        document.put("paths", Map.of("/", Map.of("post", operation())));
        document.put("components", Map.of("schemas", schemas));
        return document;
    }

    /** Screens whose ids differ in other characters than letters and digits get numbers. */
    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (var screen : flow.screens()) {
            var name = PascalCase.of(screen.id());
            int count = counts.merge(name, 1, Integer::sum);
            names.putIfAbsent(screen.id(), count == 1 ? name : name + count);
        }
        return names;
    }

    private void addScreen(FlowScreen screen, String name) {
        schemas.put(
                name + "Data",
                described(DataSchemas.ofScreen(screen), "What the screen %s is given.".formatted(screen.id())));
        answer(
                name + "Screen",
                object(
                        ordered("screen", constant(screen.id()), "data", reference(name + "Data")),
                        Set.of("screen", "data")),
                "Shows the screen %s.".formatted(screen.id()));
        var payloads = new PayloadSchemas(flow, screen);
        var sent = payloads.ofActions("data_exchange");
        if (screen.exchangesData()) {
            addPayloads(name + "SubmissionData", sent, "What the screen %s submits.".formatted(screen.id()));
            request(
                    name + "Submission",
                    "data_exchange",
                    constant(screen.id()),
                    reference(name + "SubmissionData"),
                    "The person submits the screen %s, or chooses something on it.".formatted(screen.id()));
        }
        if (screen.refreshesOnBack()) {
            request(
                    name + "Back",
                    "BACK",
                    constant(screen.id()),
                    type("object"),
                    "The person goes back from the screen %s: answer with the screen to show.".formatted(screen.id()));
        }
        var completions = payloads.ofActions("complete");
        if (!completions.isEmpty()) {
            addPayloads(
                    name + "Completion",
                    completions,
                    "What the screen %s completes the Flow with; it comes with the completion message."
                            .formatted(screen.id()));
        }
    }

    /** Actions inside the data of a screen are not known, so a screen without any of its own may submit anything. */
    private void addPayloads(String name, List<Map<String, Object>> payloads, String description) {
        var schema = switch (payloads.size()) {
            case 0 -> type("object");
            case 1 -> payloads.getFirst();
            default -> {
                var any = new ArrayList<Object>();
                for (int i = 0; i < payloads.size(); i++) {
                    schemas.put(name + (i + 1), payloads.get(i));
                    any.add(reference(name + (i + 1)));
                }
                Map<String, Object> choice = new LinkedHashMap<>();
                choice.put("anyOf", any);
                yield choice;
            }
        };
        schemas.put(name, described(schema, description));
    }

    private void request(
            String name, String action, Map<String, Object> screen, Map<String, Object> data, String description) {
        var properties = ordered("version", type("string"), "action", constant(action));
        properties.put("screen", screen);
        properties.put("data", data);
        properties.put("flow_token", type("string"));
        properties.put("flow_token_signature", type("string"));
        schemas.put(name, described(object(properties, Set.of("action", "screen", "data", "flow_token")), description));
        requests.add(reference(name));
    }

    private void answer(String name, Map<String, Object> schema, String description) {
        schemas.put(name, described(schema, description));
        answers.add(reference(name));
    }

    private void addShortAnswers() {
        var params = described(type("object"), "What comes with the completion message; keep it small.");
        answer(
                "Stay",
                object(ordered("stay", text(), "data", type("object")), Set.of("stay")),
                "The person stays on the screen and reads the text. Not for INIT.");
        answer("Complete", object(ordered("complete", params), Set.of("complete")), "Ends the Flow.");
        var extension = object(ordered("params", type("object")), Set.of("params"));
        answer(
                "Success",
                object(
                        ordered(
                                "screen",
                                constant("SUCCESS"),
                                "data",
                                object(ordered("extension_message_response", extension), Set.of())),
                        Set.of("screen", "data")),
                "Ends the Flow, in Meta's form.");
        schemas.put(
                "InvalidFlowToken",
                described(
                        object(ordered("error_msg", text()), Set.of("error_msg")),
                        "The flow token is no longer valid; the person reads the text."));
    }

    private static Map<String, Object> text() {
        var text = type("string");
        text.put("minLength", 1);
        return text;
    }

    private static Map<String, Object> pickedFile() {
        var secrets = new LinkedHashMap<String, Object>();
        for (var name : List.of("encrypted_hash", "iv", "encryption_key", "hmac_key", "plaintext_hash")) {
            secrets.put(name, type("string"));
        }
        var fields = ordered("media_id", type("string"), "cdn_url", type("string"));
        fields.put("file_name", type("string"));
        fields.put("encryption_metadata", object(secrets, Set.of()));
        return described(object(fields, Set.of()), "A photo or document that the person chose.");
    }

    private Map<String, Object> info(String title) {
        return ordered(
                "title",
                title,
                "version",
                flow.version().map(Object::toString).orElse("1.0"),
                "description",
                "What the gateway asks a backend, and what the backend may answer.");
    }

    private Map<String, Object> operation() {
        var operation = ordered("operationId", "answer", "summary", "Answers one request of a person.");
        operation.put("parameters", BackendHeaders.parameters());
        operation.put("requestBody", ordered("required", true, "content", json(ordered("oneOf", requests))));
        var responses = ordered(
                "200",
                ordered("description", "What the person sees next.", "content", json(ordered("oneOf", answers))),
                "427",
                ordered(
                        "description",
                        "The flow token is no longer valid.",
                        "content",
                        json(reference("InvalidFlowToken"))));
        responses.put("default", ordered("description", "The person stays on the screen with a general message."));
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return ordered("application/json", ordered("schema", schema));
    }

    /** A map in the order in which names and values are given. */
    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
