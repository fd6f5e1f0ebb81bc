package dev.penstock.gateway;

import dev.penstock.id.WabaId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One business of many: its Flows by name, each with keys, secrets, rules and backend. Served at
 * {@code /flows/TENANT/FLOW}. Immutable and thread-safe, as its endpoints are.
 *
 * @param name lower-case letters, digits and hyphens, at most 64
 * @param flows what is served, by the name of the Flow
 * @param account its account at Meta, if it is known
 */
public record Tenant(String name, Map<String, GatewayEndpoint> flows, Optional<WabaId> account) {

    private static final String NAME = "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public Tenant {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "The name of a tenant is lower-case letters, digits and hyphens, at most 64: it is part of a URL.");
        }
        flows = Map.copyOf(flows);
        Objects.requireNonNull(account, "account");
    }

    /**
     * Tells whether a text can be the name of a tenant.
     *
     * @param text any text
     * @return whether it can
     */
    public static boolean isName(String text) {
        return text.matches(NAME);
    }

    /**
     * Finds a Flow.
     *
     * @param flow its name
     * @return what is served; empty if there is no such Flow
     */
    public Optional<GatewayEndpoint> flow(String flow) {
        return Optional.ofNullable(flows.get(flow));
    }

    /** Closes the backends of all Flows. */
    public void close() {
        flows.values().forEach(GatewayEndpoint::close);
    }
}
