package dev.penstock.endpoint;

import java.util.Optional;
import java.util.UUID;

/**
 * What sets the answers of one endpoint apart from those of all others that ask the same guard: what the builder was
 * told, or else the path at which the endpoint is served. In memory no other process has to say the same, so an
 * endpoint that was told nothing is also set apart from every other object.
 */
record EndpointScope(Optional<String> told, Optional<String> ofThisObject, String flow, Optional<String> path) {

    static EndpointScope of(Optional<String> told, boolean isGuardShared, String flow) {
        var ofThisObject = isGuardShared ? Optional.<String>empty() : Optional.of(UUID.randomUUID() + " ");
        return new EndpointScope(told, ofThisObject, flow, Optional.empty());
    }

    EndpointScope at(String path) {
        return new EndpointScope(told, ofThisObject, flow, Optional.of(path));
    }

    /** Whether another endpoint whose Flow has the same name could be taken for this one. */
    boolean isAmbiguous() {
        return told.isEmpty() && ofThisObject.isEmpty() && path.isEmpty();
    }

    String text() {
        return told.orElseGet(() -> ofThisObject.orElse("") + path.orElse(flow));
    }
}
