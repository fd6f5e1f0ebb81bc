package dev.penstock.gateway;

import dev.penstock.gateway.media.BackendMedia;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.ServerStartException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves endpoints whose answers come from backends, of one business or of many tenants.
 *
 * <p>Its endpoints can be {@linkplain #replaceEndpoints replaced} while it serves. {@link #close()} answers what is
 * under way first. Thread-safe.
 */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final PenstockServer server;
    private final GatewayRoutes routes;
    private final Iterable<AutoCloseable> closedAfter;

    private Gateway(GatewayBuilder builder, Iterable<AutoCloseable> closedAfter) {
        this.closedAfter = closedAfter;
        this.routes = new GatewayRoutes(builder);
        try {
            routes.warmUp();
            builder.media.ifPresent(media -> builder.server.files(BackendMedia.PATH, media::answer));
            builder.metrics.ifPresent(metrics -> builder.keysAtMeta.forEach((number, stored) ->
                    metrics.keyAtMeta(number.value(), () -> KeysAtMeta.status(stored.get(), routes.inMemory()))));
            this.server = builder.server.endpoints(routes).start();
        } catch (RuntimeException failed) {
            routes.close();
            throw failed;
        }
    }

    /** {@return a builder} */
    public static GatewayBuilder builder() {
        return new GatewayBuilder();
    }

    static Gateway start(GatewayBuilder builder) {
        var closedAfter = List.copyOf(builder.closedAfter);
        try {
            if (builder.endpoints.isEmpty() && builder.tenants.isEmpty()) {
                throw new ServerStartException("The gateway has nothing to serve: add endpoints or tenants.");
            }
            var gateway = new Gateway(builder, closedAfter);
            LOG.info("Serving {}.", gateway.routes.description());
            return gateway;
        } catch (RuntimeException failed) {
            closeAll(closedAfter);
            throw failed;
        }
    }

    private static void closeAll(Iterable<AutoCloseable> resources) {
        for (var resource : resources) {
            try {
                resource.close();
            } catch (Exception failed) {
                LOG.warn("Something did not close ({}).", failed.getClass().getName());
            }
        }
    }

    /**
     * Serves other endpoints from now on, all at once: a request that has begun ends at the endpoint it came to.
     *
     * @param endpoints by path
     */
    public void replaceEndpoints(Map<String, GatewayEndpoint> endpoints) {
        routes.replace(endpoints);
    }

    /** {@return where it listens} */
    public URI uri() {
        return server.uri();
    }

    /** {@return where probes and operators ask, if there is an admin port} */
    public Optional<URI> adminUri() {
        return server.adminUri();
    }

    /** {@return how many tenants are in memory just now} */
    public int loadedTenants() {
        return routes.loadedTenants();
    }

    /**
     * Waits until the gateway has stopped.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        server.close();
        routes.close();
        closeAll(closedAfter);
    }
}
