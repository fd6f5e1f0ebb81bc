package dev.penstock.gateway.config;

import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.server.ServerLimits;
import dev.penstock.server.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration that was read and found right.
 *
 * @param server where and how it listens; a change needs a restart
 * @param admin the second port, if there is one; a change needs a restart
 * @param replay what recognises repeated requests; a change needs a restart
 * @param endpoints what is served, by path
 * @param tenants where tenants come from, if there are any; a change needs a restart
 * @param files every file that was looked at: when one changes, the configuration may have
 */
public record GatewaySettings(
        Server server,
        Optional<Admin> admin,
        Replay replay,
        Map<String, GatewayEndpoint> endpoints,
        Optional<Tenants> tenants,
        Set<Path> files) {

    /** Copies the collections. */
    public GatewaySettings {
        Objects.requireNonNull(server, "server");
        endpoints = Map.copyOf(endpoints);
        files = Set.copyOf(files);
    }

    /**
     * Where and how it listens.
     *
     * @param host the address
     * @param port the port, 0 for any that is free
     * @param tls the certificate for HTTPS
     * @param limits how much of everything it takes
     */
    public record Server(String host, int port, Optional<TlsFiles> tls, ServerLimits limits) {}

    /**
     * The second port.
     *
     * @param host the address
     * @param port the port, 0 for any that is free
     */
    public record Admin(String host, int port) {}

    /**
     * What recognises repeated requests.
     *
     * @param keep how long answers are kept
     * @param memoryBytes what they may take, of the whole process
     */
    public record Replay(Duration keep, long memoryBytes) {}

    /**
     * Where tenants come from.
     *
     * @param directory one file a tenant
     * @param postgres a database
     * @param cache how many are kept in memory
     * @param underWay how many requests of one are answered at the same time
     * @param waiting how many more of one may wait
     */
    public record Tenants(
            Optional<Path> directory, Optional<Postgres> postgres, int cache, int underWay, int waiting) {}

    /**
     * A database of tenants.
     *
     * @param url its JDBC URL
     * @param user its user
     * @param password its password
     * @param keyEncryptionKey what keys and secrets are sealed with
     * @param previousKeyEncryptionKeys earlier ones
     * @param pool how many connections
     */
    public record Postgres(
            String url,
            Optional<String> user,
            Optional<SecretText> password,
            SecretText keyEncryptionKey,
            java.util.List<SecretText> previousKeyEncryptionKeys,
            int pool) {}
}
