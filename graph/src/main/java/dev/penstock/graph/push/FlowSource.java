package dev.penstock.graph.push;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A Flow as it is kept with the source code.
 *
 * <p>The array is not copied; do not change it.
 *
 * @param name its name, unique in the account
 * @param categories Meta's categories, at least one
 * @param json the Flow JSON in UTF-8
 * @param endpointUri the URL of its endpoint, if it has one
 * @param applicationId the id of the app whose secret signs the requests; empty for the app of the access token
 */
public record FlowSource(
        String name, List<String> categories, byte[] json, Optional<URI> endpointUri, Optional<String> applicationId) {

    /** Copies the categories. */
    public FlowSource {
        categories = List.copyOf(categories);
    }

    /**
     * Makes a source without an endpoint.
     *
     * @param name its name, unique in the account
     * @param categories Meta's categories, at least one
     * @param json the Flow JSON in UTF-8; not copied
     * @return the source
     */
    public static FlowSource of(String name, List<String> categories, byte[] json) {
        return new FlowSource(name, categories, json, Optional.empty(), Optional.empty());
    }

    /**
     * Returns the source with an endpoint.
     *
     * @param endpointUri its URL
     * @return a copy
     */
    public FlowSource withEndpointUri(URI endpointUri) {
        return new FlowSource(name, categories, json, Optional.of(endpointUri), applicationId);
    }

    /**
     * Returns the source with an app.
     *
     * @param applicationId the id of the app whose secret signs the requests; unless said, that of the access token
     * @return a copy
     */
    public FlowSource withApplicationId(String applicationId) {
        return new FlowSource(name, categories, json, endpointUri, Optional.of(applicationId));
    }

    @Override
    public String toString() {
        return "FlowSource[" + name + "]";
    }
}
