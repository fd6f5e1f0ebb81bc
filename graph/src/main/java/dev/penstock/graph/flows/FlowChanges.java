package dev.penstock.graph.flows;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes to what Meta knows about a Flow beside its JSON; what is empty stays as it is.
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
