package dev.penstock.server;

import dev.penstock.endpoint.FlowEndpoint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Finds endpoints whose paths are not known when the server starts, or whose settings change while it runs.
 *
 * <p>Asked for each request to a path that nothing else is served at, on a thread that watches connections: it must be
 * thread-safe and never block. What it knows it returns completed; what it has to load it completes later, on any
 * thread.
 *
 * <p>Requests wait in one queue for all endpoints that share {@link dev.penstock.endpoint.DecryptionPermits}, and such
 * a queue is there for as long as the server: let endpoints that come and go share those of the process, the default.
 */
@FunctionalInterface
public interface EndpointDirectory {

    /**
     * Finds what is served at a path.
     *
     * @param path as it is in the URL, decoded, beginning with a slash
     * @return what is served there; empty for an unknown path, which is answered with 404; failed if that cannot be
     *     known just now, which is answered with 503
     */
    CompletionStage<Optional<ServedEndpoint>> find(String path);

    /**
     * {@return the endpoints that are in memory just now, for figures such as how many handlers run on; none unless
     * overridden}
     */
    default Collection<FlowEndpoint> inMemory() {
        return List.of();
    }
}
