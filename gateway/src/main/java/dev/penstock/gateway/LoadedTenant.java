package dev.penstock.gateway;

import dev.penstock.server.ServedEndpoint;
import java.util.Map;
import java.util.Optional;

/** A tenant that is in memory, its endpoints ready to be asked. */
record LoadedTenant(Tenant tenant, Map<String, ServedEndpoint> flows) implements AutoCloseable {

    Optional<ServedEndpoint> flow(String name) {
        return Optional.ofNullable(flows.get(name));
    }

    @Override
    public void close() {
        tenant.close();
    }
}
