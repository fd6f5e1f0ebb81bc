package dev.penstock.gateway;

import dev.penstock.server.ServedEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant that is in memory, its endpoints ready to be asked.
 *
 * @param forgotten run when it is closed: its backends are not measured any more
 */
record LoadedTenant(Tenant tenant, Map<String, ServedEndpoint> flows, List<Runnable> forgotten)
        implements AutoCloseable {

    Optional<ServedEndpoint> flow(String name) {
        return Optional.ofNullable(flows.get(name));
    }

    @Override
    public void close() {
        forgotten.forEach(Runnable::run);
        tenant.close();
    }
}
