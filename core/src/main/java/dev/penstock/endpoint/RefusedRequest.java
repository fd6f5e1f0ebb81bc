package dev.penstock.endpoint;

import java.util.concurrent.atomic.AtomicBoolean;

/** A request that is refused with a bare status; listeners have heard of it, and no key is held. */
final class RefusedRequest implements Opened {

    private final EndpointResponse refusal;
    private final AtomicBoolean isOver = new AtomicBoolean();

    RefusedRequest(EndpointResponse refusal) {
        this.refusal = refusal;
    }

    @Override
    public EndpointResponse answer() {
        if (isOver.getAndSet(true)) {
            throw new IllegalStateException("This request has been answered, or closed.");
        }
        return refusal;
    }

    @Override
    public void close() {
        isOver.set(true);
    }

    @Override
    public String toString() {
        return "Opened[refused with status %d]".formatted(refusal.status());
    }
}
