package dev.penstock.gateway.tenants;

import java.util.Map;
import java.util.Objects;

/**
 * What the database holds of a tenant.
 *
 * @param settings YAML with the keys of a tenant's file, in which secrets are named ({@code private-key-env:
 *     PRIVATE_KEY}) and documents ({@code flow-json: booking.json})
 * @param documents Flow JSON by the name that the settings use
 * @param secrets by the name that the settings use; sealed in the database
 */
public record TenantRecord(String settings, Map<String, String> documents, Map<String, String> secrets) {

    /** Copies the maps. */
    public TenantRecord {
        Objects.requireNonNull(settings, "settings");
        documents = Map.copyOf(documents);
        secrets = Map.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "TenantRecord[documents=%s, secrets=%s]".formatted(documents.keySet(), secrets.keySet());
    }
}
