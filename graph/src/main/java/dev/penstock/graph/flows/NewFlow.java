package dev.penstock.graph.flows;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Flow to create.
 *
 * @param name its name, unique in the account
 * @param categories at least one of Meta's categories, such as {@code APPOINTMENT_BOOKING}
 * @param flowJson its Flow JSON, if it is to be uploaded at once
 * @param publish whether to publish it at once, which needs a Flow JSON
 * @param cloneOf the id of a Flow to copy
 * @param endpointUri the URL of its endpoint
 */
public record NewFlow(
        String name,
        List<String> categories,
        Optional<String> flowJson,
        boolean publish,
        Optional<String> cloneOf,
        Optional<URI> endpointUri) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the name is empty, there is no category, or it is to be published without
     *     JSON
     */
    public NewFlow {
        if (name.isBlank() || categories.isEmpty()) {
            throw new IllegalArgumentException("A Flow needs a name and at least one category, such as OTHER.");
        }
        if (publish && flowJson.isEmpty()) {
            throw new IllegalArgumentException("A Flow can be published at once only with its Flow JSON.");
        }
        categories = List.copyOf(categories);
    }

    /**
     * Describes an empty draft.
     *
     * @param name its name, unique in the account
     * @param categories at least one of Meta's categories
     * @return the description
     */
    public static NewFlow draft(String name, List<String> categories) {
        return new NewFlow(name, categories, Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    /**
     * Adds the Flow JSON.
     *
     * @param json the Flow JSON in UTF-8
     * @return a copy
     */
    public NewFlow withFlowJson(byte[] json) {
        return new NewFlow(
                name, categories, Optional.of(new String(json, StandardCharsets.UTF_8)), publish, cloneOf, endpointUri);
    }

    /**
     * Adds the endpoint.
     *
     * @param uri its URL
     * @return a copy
     */
    public NewFlow withEndpointUri(URI uri) {
        return new NewFlow(name, categories, flowJson, publish, cloneOf, Optional.of(uri));
    }

    /** {@return a copy that is published at once} */
    public NewFlow published() {
        return new NewFlow(name, categories, flowJson, true, cloneOf, endpointUri);
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("categories", categories);
        flowJson.ifPresent(text -> json.put("flow_json", text));
        if (publish) {
            json.put("publish", true);
        }
        cloneOf.ifPresent(id -> json.put("clone_flow_id", id));
        endpointUri.ifPresent(uri -> json.put("endpoint_uri", uri.toString()));
        return json;
    }
}
