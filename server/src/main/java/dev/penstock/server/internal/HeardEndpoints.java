package dev.penstock.server.internal;

import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointListener;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives the endpoints that a directory finds one more listener, each once; one that nobody else has any more is
 * forgotten. Thread-safe, and requests to endpoints that are known do not wait for each other.
 */
final class HeardEndpoints {

    private final Optional<EndpointListener> listener;
    private final Map<Known, FlowEndpoint> heard = new ConcurrentHashMap<>();
    private final ReferenceQueue<FlowEndpoint> gone = new ReferenceQueue<>();

    HeardEndpoints(Optional<EndpointListener> listener) {
        this.listener = listener;
    }

    /** The same endpoint, heard. */
    FlowEndpoint of(FlowEndpoint endpoint) {
        return listener.map(each -> heardBy(each, endpoint)).orElse(endpoint);
    }

    private FlowEndpoint heardBy(EndpointListener each, FlowEndpoint endpoint) {
        @SuppressWarnings(
                "CollectionIncompatibleType") // it equals the key of the endpoint, and costs no weak reference
        var found = heard.get(new Asked(endpoint)); // takes no lock, other than what follows
        if (found != null) {
            return found;
        }
        forgetThoseThatAreGone();
        return heard.computeIfAbsent(new Known(endpoint, gone), known -> endpoint.heardBy(each));
    }

    private void forgetThoseThatAreGone() {
        for (var key = gone.poll(); key != null; key = gone.poll()) {
            heard.remove(key);
        }
    }

    int size() {
        forgetThoseThatAreGone();
        return heard.size();
    }

    /** Finds what is known of an endpoint. */
    private record Asked(FlowEndpoint endpoint) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Known known && known.refersTo(endpoint);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(endpoint);
        }
    }

    /** An endpoint, which it does not keep; the same as another that stands for the same one. */
    private static final class Known extends WeakReference<FlowEndpoint> {

        private final int hash;

        Known(FlowEndpoint endpoint, ReferenceQueue<FlowEndpoint> gone) {
            super(endpoint, gone);
            this.hash = System.identityHashCode(endpoint);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            var mine = get();
            return mine != null && other instanceof Known that && that.refersTo(mine);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
