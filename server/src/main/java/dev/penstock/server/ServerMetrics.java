package dev.penstock.server;

import dev.penstock.event.EndpointListener;

/**
 * Metrics that a server shows at {@code /metrics} on its admin port. {@code PenstockMetrics} of the module {@code
 * metrics} is one; another needs these three methods. Implementations are thread-safe.
 */
public interface ServerMetrics {

    /** {@return who hears what happens at the endpoints of the server} */
    EndpointListener listener();

    /**
     * Hears of a server that has started, to ask it for its figures now and then.
     *
     * @param server the server; it answers also when it has been closed
     */
    void watch(PenstockServer server);

    /**
     * Writes the metrics down. Called on a thread of its own.
     *
     * @param accept the header {@code Accept} of who asks, empty if there is none
     * @return the metrics as they are now
     */
    MetricsPage page(String accept);
}
