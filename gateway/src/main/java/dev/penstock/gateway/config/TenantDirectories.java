package dev.penstock.gateway.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.TenantDirectory;
import dev.penstock.gateway.TenantUnavailableException;
import dev.penstock.gateway.tenants.PostgresTenants;
import dev.penstock.gateway.tenants.TenantStore;
import dev.penstock.postgres.LocalKeyEncryption;
import dev.penstock.server.ServerStartException;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the tenants that the configuration names. */
public final class TenantDirectories {

    private static final long CONNECTION_TIMEOUT_MILLIS = 2_000;

    private TenantDirectories() {}

    static TenantDirectory of(GatewaySettings.Tenants tenants, ConfigurationFile file) {
        return tenants.directory()
                .<TenantDirectory>map(
                        directory -> FileTenants.in(directory, file.environment(), file.allowsReadableSecrets()))
                .orElseGet(() -> postgres(tenants.postgres().orElseThrow()));
    }

    private static TenantDirectory postgres(GatewaySettings.Postgres settings) {
        var pool = pool(settings);
        try {
            return new WithPool(PostgresTenants.of(pool, encryption(settings), new StoredTenants()::read), pool);
        } catch (TenantUnavailableException away) {
            pool.close();
            throw new ServerStartException(
                    "The database of tenants cannot be used: " + away.getMessage() + " Check tenants.postgres.", away);
        }
    }

    /**
     * Opens the store of tenants, to write them.
     *
     * @param settings where it is
     * @param pool the connections of {@link #pool}
     * @return the store
     * @throws TenantUnavailableException if it cannot be opened
     */
    public static TenantStore store(GatewaySettings.Postgres settings, HikariDataSource pool) {
        return TenantStore.open(pool, encryption(settings));
    }

    /**
     * Opens connections to the database of tenants.
     *
     * @param settings where it is
     * @return the connections; the caller closes them
     */
    public static HikariDataSource pool(GatewaySettings.Postgres settings) {
        var config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        settings.user().ifPresent(config::setUsername);
        settings.password().map(SecretText::reveal).ifPresent(config::setPassword);
        config.setMaximumPoolSize(Math.max(2, settings.pool()));
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setPoolName("penstock-tenants");
        return new HikariDataSource(config);
    }

    private static LocalKeyEncryption encryption(GatewaySettings.Postgres settings) {
        return LocalKeyEncryption.of(
                settings.keyEncryptionKey().reveal(),
                settings.previousKeyEncryptionKeys().stream()
                        .map(SecretText::reveal)
                        .toList());
    }

    /** Tenants whose connections are closed with them. */
    private record WithPool(PostgresTenants tenants, HikariDataSource pool) implements TenantDirectory {

        @Override
        public Optional<Tenant> find(String name) {
            return tenants.find(name);
        }

        @Override
        public void onChange(Consumer<String> changed) {
            tenants.onChange(changed);
        }

        @Override
        public void close() {
            tenants.close();
            pool.close();
        }
    }
}
