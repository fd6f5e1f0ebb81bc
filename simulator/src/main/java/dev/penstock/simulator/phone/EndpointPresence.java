package dev.penstock.simulator.phone;

import dev.penstock.testing.Exchange;
import java.util.Optional;

/** Whether the endpoint was there when it was called last. Guarded by its session's lock. */
final class EndpointPresence {

    private Optional<String> absence = Optional.empty();

    /** Learns from an exchange. A late answer tells nothing: something is there, but it may be stuck. */
    void note(Exchange exchange) {
        if (exchange.outcome() instanceof Exchange.Unreachable unreachable) {
            absence = Optional.of(unreachable.reason());
        } else if (!(exchange.outcome() instanceof Exchange.TimedOut)) {
            absence = Optional.empty();
        }
    }

    /** Why the endpoint could not be reached, if it could not. */
    Optional<String> absence() {
        return absence;
    }
}
