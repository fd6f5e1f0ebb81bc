package dev.penstock.gateway.tenants;

import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.TenantDirectory;
import dev.penstock.postgres.KeyEncryption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tenants in PostgreSQL. Their names are in memory, so that an unknown one never asks the database; each is read when
 * it is first asked for. What changes is heard of by {@code LISTEN}, and looked for {@linkplain #INTERVAL at least}
 * nearly every second, should a notification get lost. While the database is away, what is in memory is served.
 *
 * <p>One connection of the data source is held to listen. Thread-safe.
 */
public final class PostgresTenants implements TenantDirectory {

    /** How often changes are looked for without a notification: every 900 milliseconds. */
    public static final Duration INTERVAL = Duration.ofMillis(900);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresTenants.class);

    private final DataSource dataSource;
    private final TenantStore store;
    private final BiFunction<String, TenantRecord, Tenant> reader;
    /** What is known of each, by name. */
    private final Map<String, TenantStore.Change> known = new ConcurrentHashMap<>();

    private String horizon = "0";
    private volatile Consumer<String> changed = name -> {};
    private @Nullable Thread watching;
    private volatile boolean isClosed;
    private boolean isAway;

    private PostgresTenants(DataSource dataSource, TenantStore store, BiFunction<String, TenantRecord, Tenant> reader) {
        this.dataSource = dataSource;
        this.store = store;
        this.reader = reader;
    }

    /**
     * Finds tenants in a database. Makes the table if it is not there.
     *
     * @param dataSource a PostgreSQL database, with at least two connections; closed by whoever made it
     * @param encryption opens secrets
     * @param reader makes a tenant of its name and what is kept of it: {@code new StoredTenants()::read}
     * @return the directory of tenants
     * @throws dev.penstock.gateway.TenantUnavailableException if the database cannot be asked
     */
    public static PostgresTenants of(
            DataSource dataSource, KeyEncryption encryption, BiFunction<String, TenantRecord, Tenant> reader) {
        var tenants = new PostgresTenants(dataSource, TenantStore.open(dataSource, encryption), reader);
        tenants.look();
        return tenants;
    }

    @Override
    public Optional<Tenant> find(String name) {
        var row = known.get(name);
        if (row == null || row.isRemoved()) {
            return Optional.empty();
        }
        return store.find(name).map(found -> reader.apply(name, found));
    }

    @Override
    public void onChange(Consumer<String> listener) {
        changed = listener;
        watching = Thread.ofPlatform().daemon().name("penstock-tenants").start(this::watch);
    }

    private void watch() {
        while (!isClosed) {
            try (var connection = dataSource.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException failed) {
                tellOnce(failed);
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        var notifications = Notifications.on(connection);
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN penstock_tenants");
        }
        try {
            while (!isClosed) {
                look();
                if (isAway) {
                    isAway = false;
                    LOG.info("The database of tenants answers again.");
                }
                notifications.await(INTERVAL);
            }
        } finally {
            try (var statement = connection.createStatement()) {
                statement.execute("UNLISTEN *"); // the pool gives this connection to others
            } catch (SQLException broken) {
                connection.abort(Runnable::run);
            }
        }
    }

    private void look() {
        var changes = store.changesSince(horizon);
        changes.rows().forEach((name, change) -> {
            if (!change.equals(known.put(name, change))) {
                changed.accept(name);
            }
        });
        horizon = changes.horizon();
    }

    private void tellOnce(Exception failed) {
        if (!isAway && !isClosed) {
            isAway = true;
            LOG.error(
                    "Changes of tenants cannot be heard of ({}); what is in memory is served.",
                    failed.getClass().getSimpleName());
        }
    }

    private void pause() {
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException closing) {
            isClosed = true;
        }
    }

    @Override
    public void close() {
        isClosed = true;
        var thread = watching;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
