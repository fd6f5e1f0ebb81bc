package dev.penstock.gateway.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.TenantDirectory;
import dev.penstock.gateway.TenantUnavailableException;
import dev.penstock.gateway.tenants.LocalKeyEncryption;
import dev.penstock.gateway.tenants.PostgresTenants;
import dev.penstock.gateway.tenants.TenantStore;
import dev.penstock.server.ServerStartException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

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
     * Reads every tenant that there is.
     *
     * @param tenants where they are
     * @param file with whose environment the files of tenants are read
     * @param found is given each, which is closed afterwards
     * @param unreadable is given the name of each in which something is wrong
     * @throws TenantUnavailableException if they cannot be listed
     */
    public static void readAll(
            GatewaySettings.Tenants tenants,
            ConfigurationFile file,
            Consumer<Tenant> found,
            Consumer<String> unreadable) {
        if (tenants.directory().isPresent()) {
            var directory = tenants.directory().get();
            try (var files = FileTenants.in(directory, file.environment(), file.allowsReadableSecrets())) {
                readAll(files.names(), files::find, found, unreadable);
            }
            return;
        }
        var settings = tenants.postgres().orElseThrow();
        try (var pool = pool(settings)) {
            var store = store(settings, pool);
            var reader = new StoredTenants();
            readAll(
                    store.names(),
                    name -> store.find(name).map(record -> reader.read(name, record)),
                    found,
                    unreadable);
        }
    }

    private static void readAll(
            List<String> names,
            Function<String, Optional<Tenant>> find,
            Consumer<Tenant> found,
            Consumer<String> unreadable) {
        for (var name : names) {
            try {
                find.apply(name).ifPresent(tenant -> {
                    try {
                        found.accept(tenant);
                    } finally {
                        tenant.close();
                    }
                });
            } catch (TenantUnavailableException wrong) {
                unreadable.accept(name);
            }
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
