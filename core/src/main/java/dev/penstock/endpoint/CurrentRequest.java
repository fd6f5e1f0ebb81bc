package dev.penstock.endpoint;

import dev.penstock.FlowBuilder;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a handler can learn of the request that it answers, beyond its contents: for what it hands on to other systems.
 *
 * <p>Known in the thread that runs the handler, while it runs; elsewhere, and where {@link dev.penstock.Flow#handle} is
 * called without an endpoint, everything is empty. Thread-safe.
 */
public final class CurrentRequest {

    private static final ThreadLocal<@Nullable CurrentRequest> OF_THREAD = new ThreadLocal<>();

    private final String id;
    private final String idempotencyKey;

    private CurrentRequest(String id, String idempotencyKey) {
        this.id = id;
        this.idempotencyKey = idempotencyKey;
    }

    /** {@return the id of the request in events and logs, see {@link FlowEndpointBuilder#requestIds}} */
    public static Optional<String> id() {
        return Optional.ofNullable(OF_THREAD.get()).map(request -> request.id);
    }

    /**
     * Returns the key by which other systems can tell that they have seen the request before. The same request again
     * has the same key, at every replica. On a screen that is answered
     * {@linkplain FlowBuilder#oncePerSubmission once per submission} a second tap has the key of the first, if the
     * endpoint has a {@linkplain FlowEndpointBuilder#scope scope} that stays the same at every replica and after a
     * restart.
     *
     * @return {@code req_} or {@code sub_} and 32 hexadecimal digits, which say nothing of the contents
     */
    public static Optional<String> idempotencyKey() {
        return Optional.ofNullable(OF_THREAD.get()).map(request -> request.idempotencyKey);
    }

    static void begins(String id, String idempotencyKey) {
        OF_THREAD.set(new CurrentRequest(
                Objects.requireNonNull(id, "id"), Objects.requireNonNull(idempotencyKey, "idempotencyKey")));
    }

    static void ends() {
        OF_THREAD.remove();
    }
}
