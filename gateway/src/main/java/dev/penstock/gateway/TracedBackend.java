package dev.penstock.gateway;

import dev.penstock.gateway.backend.Backend;
import dev.penstock.gateway.backend.BackendAnswer;
import dev.penstock.gateway.backend.BackendException;
import dev.penstock.gateway.backend.BackendRequest;
import dev.penstock.tracing.PenstockTracing;
import java.util.Locale;

/** A backend whose every answer is a span, to which what it does itself belongs by its {@code traceparent}. */
record TracedBackend(Backend backend, PenstockTracing tracing) implements Backend {

    @Override
    public BackendAnswer ask(BackendRequest request) throws InterruptedException {
        try (var call = tracing.call("backend").flow(request.flow())) {
            try {
                return backend.ask(request.withTraceparent(call.traceparent()));
            } catch (BackendException none) {
                call.failed(none.reason().name().toLowerCase(Locale.ROOT));
                throw none;
            }
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
