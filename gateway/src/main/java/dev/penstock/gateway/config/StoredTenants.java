package dev.penstock.gateway.config;

import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.TenantUnavailableException;
import dev.penstock.gateway.tenants.TenantRecord;
import java.nio.charset.StandardCharsets;

/**
 * Makes tenants of what a database holds: settings with the keys of a tenant's file, whose secrets and documents come
 * from beside them and never from the files or the environment of the gateway. Thread-safe.
 */
public final class StoredTenants {

    private final FlowJsonCache flowJsons = new FlowJsonCache();

    /** Creates it, with a cache for what many tenants have in common. */
    public StoredTenants() {}

    /**
     * Makes a tenant.
     *
     * @param name its name
     * @param stored what is kept of it
     * @return the tenant
     * @throws TenantUnavailableException if something is wrong in it, with all that is
     */
    public Tenant read(String name, TenantRecord stored) {
        try {
            return TenantText.read(
                    name,
                    stored.settings().getBytes(StandardCharsets.UTF_8),
                    name,
                    Source.ofDocuments(stored.secrets(), stored.documents()),
                    flowJsons);
        } catch (ConfigurationException wrong) {
            throw new TenantUnavailableException(String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
