package dev.penstock.simulator.phone;

import dev.penstock.simulator.phone.LoggedExchange.Purpose;
import dev.penstock.testing.EndpointLine;
import dev.penstock.testing.Exchange;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the endpoint away from the lock, logs every exchange, and sends once more after a 421, with the key fetched
 * anew.
 */
final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final @Nullable EndpointLine line;
    private final Executor executor;
    private final Duration retryPause;
    private final ExchangeLog log;
    private final EndpointPresence presence = new EndpointPresence();
    private final Consumer<Runnable> locked;

    /**
     * Makes a caller.
     *
     * @param locked runs something under the session's lock and tells those who wait for a change
     */
    Caller(PhoneSetup setup, ExchangeLog log, Consumer<Runnable> locked) {
        this.line = setup.line();
        this.executor = setup.executor();
        this.retryPause = setup.retryPause();
        this.log = log;
        this.locked = locked;
    }

    boolean hasLine() {
        return line != null;
    }

    /** Sends a request; {@code then} gets the last exchange, under the lock, right after it was logged. */
    void call(Map<String, Object> request, Purpose purpose, Consumer<Exchange> then) {
        EndpointLine open = line;
        if (open == null) {
            return;
        }
        try {
            executor.execute(() -> {
                Exchange first = open.send(request, EndpointLine.TIMEOUT);
                if (first.status() != 421 || purpose == Purpose.NOTIFICATION) {
                    locked.accept(() -> logged(first, purpose, then));
                    return;
                }
                locked.accept(() -> logged(first, purpose, exchange -> {}));
                LockSupport.parkNanos(retryPause.toNanos());
                open.refreshKey();
                Exchange second = open.send(request, EndpointLine.TIMEOUT);
                locked.accept(() -> logged(second, Purpose.RETRY, then));
            });
        } catch (RejectedExecutionException closing) {
            // The phone is being put away; nobody waits for this answer.
        }
    }

    EndpointPresence presence() {
        return presence;
    }

    /** Checks with a health check, away from the lock, whether an endpoint that went away is back. */
    void lookForEndpoint(String version) {
        EndpointLine open = line;
        if (open != null) {
            Exchange check = open.send(Map.of("version", version, "action", "ping"), PATIENCE);
            locked.accept(() -> presence.note(check));
        }
    }

    private void logged(Exchange exchange, Purpose purpose, Consumer<Exchange> then) {
        log.add(exchange, purpose);
        presence.note(exchange);
        then.accept(exchange);
    }
}
