package dev.penstock.graph.flows;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes to what Meta knows about a Flow beside its JSON; what is empty stays as it is. Begin with {@link #none()}.
 *
 * @param name a new name; messages that name the Flow by the old one break
 * @param categories new categories; an empty list changes nothing
 * @param endpointUri a new endpoint
 * @param applicationId the id of the app whose secret signs the requests
 */
public record FlowChanges(
        Optional<String> name, List<String> categories, Optional<URI> endpointUri, Optional<String> applicationId) {

    /** Copies the categories. */
    public FlowChanges {
        categories = List.copyOf(categories);
    }

    /** {@return no change} */
    public static FlowChanges none() {
        return new FlowChanges(Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns changes with a new name; messages that name the Flow by the old one break.
     *
     * @param name the new name
     * @return a copy
     */
    public FlowChanges withName(String name) {
        return new FlowChanges(Optional.of(name), categories, endpointUri, applicationId);
    }

    /**
     * Returns changes with new categories.
     *
     * @param categories the new ones; an empty list changes nothing
     * @return a copy
     */
    public FlowChanges withCategories(List<String> categories) {
        return new FlowChanges(name, categories, endpointUri, applicationId);
    }

    /**
     * Returns changes with a new endpoint.
     *
     * @param endpointUri its URL
     * @return a copy
     */
    public FlowChanges withEndpointUri(URI endpointUri) {
        return new FlowChanges(name, categories, Optional.of(endpointUri), applicationId);
    }

    /**
     * Returns changes with another app.
     *
     * @param applicationId the id of the app whose secret signs the requests
     * @return a copy
     */
    public FlowChanges withApplicationId(String applicationId) {
        return new FlowChanges(name, categories, endpointUri, Optional.of(applicationId));
    }

    /** {@return whether nothing is changed} */
    public boolean isEmpty() {
        return toJson().isEmpty();
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        name.ifPresent(text -> json.put("name", text));
        if (!categories.isEmpty()) {
            json.put("categories", categories);
        }
        endpointUri.ifPresent(uri -> json.put("endpoint_uri", uri.toString()));
        applicationId.ifPresent(id -> json.put("application_id", id));
        return json;
    }
}
