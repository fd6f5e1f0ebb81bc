package dev.penstock.gateway;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows the tenants of a gateway: which keys, secrets, token rules, Flow JSON and backend belong to each.
 *
 * <p>Implementations are thread-safe.
 */
public interface TenantDirectory extends AutoCloseable {

    /**
     * Loads a tenant. It may block, for a database for example; the gateway asks when a tenant is first asked for,
     * keeps what it gets in a bounded cache, and closes it when it is no longer needed.
     *
     * @param name the name as it is in a URL, of the form of {@link Tenant#isName}
     * @return the tenant as it is now; empty if there is none
     * @throws TenantUnavailableException if it cannot be loaded just now, or what is kept of it is wrong
     */
    Optional<Tenant> find(String name);

    /**
     * Says who hears of changes. Called once, before the first {@link #find}; from then on the directory tells of every
     * tenant that was added, changed or removed, by its name.
     *
     * @param changed forgets what is kept of a tenant, and loads it again
     */
    default void onChange(Consumer<String> changed) {}

    /** Stops what watches for changes, and gives back what is held. */
    @Override
    default void close() {}
}
